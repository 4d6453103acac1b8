//! What a rule is.

use super::Scope;
use crate::entry::{Entry, Text};
use crate::evidence::Thread;
use crate::finding::{Code, Report};
use crate::name::ThreadRef;

/// Whether a finding of a rule keeps an entry from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It says something; the page is published all the same, or the build fails by its severity.
    Said,
    /// It belongs to the gate: the page becomes a stub.
    Gate,
}

/// What a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The entry or the thread itself, the threads it cites and the settings: while these stay, so does what is found.
    Own,
    /// The same, and what searches for the entry's own texts give.
    Search,
    /// Anything of the knowledge base.
    All,
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

    /// What it reads to look at one entry or thread.
    fn reach(&self) -> Reach {
        Reach::All
    }

    /// Looks at one entry.
    fn entry(&self, _scope: &Scope<'_>, _entry: &Entry, _report: &mut Report) {}

    /// Looks at one text of an entry; asked of rules whose reach is [`Reach::Own`].
    fn text(&self, _scope: &Scope<'_>, _entry: &Entry, _text: &Text<'_>, _report: &mut Report) {}

    /// Looks at one imported thread; reads nothing but it and the settings.
    fn thread(&self, _id: &ThreadRef, _thread: &Thread, _report: &mut Report) {}

    /// Looks at what belongs to no single entry.
    fn whole(&self, _scope: &Scope<'_>, _report: &mut Report) {}
}

/// Implements what every rule says of itself: code, explanation, weight and reach.
macro_rules! about {
    ($code:literal) => {
        about!($code, Said, All);
    };
    ($code:literal, $weight:ident) => {
        about!($code, $weight, All);
    };
    ($code:literal, $weight:ident, $reach:ident) => {
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

        fn reach(&self) -> $crate::check::Reach {
            $crate::check::Reach::$reach
        }
    };
}
pub(super) use about;
