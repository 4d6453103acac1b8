//! Words from closed lists, as readers see them.

use serde::Serialize;

/// A word with a fixed meaning: a status, an effect, a role, a level of confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The word in the YAML, which is also the class in the style sheet: `by-design`.
    pub key: &'static str,
    /// The word on the page: `by design`.
    pub text: &'static str,
    /// What it means, in one sentence.
    pub help: &'static str,
}
