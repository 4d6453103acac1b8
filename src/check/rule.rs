//! What a rule is.

use super::Scope;
use crate::entry::Entry;
use crate::finding::{Code, Report};

/// Whether a finding of a rule keeps an entry from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It says something; the page is published all the same, or the build fails by its severity.
    Said,
    /// It belongs to the gate: the page becomes a stub.
    Gate,
}

/// One thing that can be wrong beyond the shape of a file.
pub trait Rule: Sync {
    /// Its name: kebab-case, names the bad thing, reads after "allow".
    fn code(&self) -> Code;

    /// Its page in Markdown: what, why, a bad and a good example, what to do.
    fn explain(&self) -> &'static str;

    /// Whether it belongs to the gate.
    fn weight(&self) -> Weight {
        Weight::Said
    }

    /// Looks at one entry.
    fn entry(&self, _scope: &Scope<'_>, _entry: &Entry, _report: &mut Report) {}

    /// Looks at what belongs to no single entry.
    fn whole(&self, _scope: &Scope<'_>, _report: &mut Report) {}
}

/// Implements what every rule says of itself: code, explanation and weight.
macro_rules! about {
    ($code:literal) => {
        about!($code, Said);
    };
    ($code:literal, $weight:ident) => {
        fn code(&self) -> $crate::finding::Code {
            $crate::finding::Code($code)
        }

        fn explain(&self) -> &'static str {
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/src/check/explain/",
                $code,
                ".md"
            ))
        }

        fn weight(&self) -> $crate::check::Weight {
            $crate::check::Weight::$weight
        }
    };
}
pub(super) use about;
