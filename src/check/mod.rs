//! What no single field can know: rules about entries, their relatives and their evidence, and the
//! gate that decides which entries are published.

mod verdict;

pub use verdict::{Verdict, Verdicts};

/// Every code with its explanation in Markdown, sorted by code.
pub fn explanations() -> Vec<(&'static str, &'static str)> {
    Vec::new()
}
