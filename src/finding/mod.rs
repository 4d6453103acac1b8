//! Findings: what is wrong with content, as data. A finding says what, how bad, where, and what to
//! do; it has no output of its own (see [`human`], [`json`] and the other renderers).
//!
//! A finding of the decoder knows its bytes. A finding of a rule knows a path of keys
//! (`causes[1].evidence[0]`), which is turned into bytes by reading the file again, once, when the
//! finding is shown: so no text has to stay in memory while thousands of entries are checked.

mod code;
pub mod github;
pub mod human;
pub mod json;
mod key_path;
mod located;
mod report;
pub mod sarif;
pub mod short;
pub mod suggest;

pub use code::Code;
pub use key_path::{KeyPath, Step};
pub use located::{Located, Spot};
pub use report::{Counts, Report};

use crate::source::{RelPath, Span};
use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Said for completeness; changes nothing.
    Note,
    /// The page is built, and is worse for it.
    Warning,
    /// The content cannot be built as it is.
    Error,
}

impl Severity {
    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where in a file a finding points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Target {
    /// The file as a whole.
    Whole,
    /// These bytes of it.
    Bytes(Span),
    /// The value at this path of keys.
    Value(KeyPath),
    /// The key at the end of this path.
    Key(KeyPath),
}

/// A file and the place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: RelPath,
    /// The place in it.
    pub target: Target,
}

impl Place {
    /// The file as a whole.
    pub fn whole(file: &RelPath) -> Self {
        Self {
            file: file.clone(),
            target: Target::Whole,
        }
    }

    /// These bytes of a file.
    pub fn bytes(file: &RelPath, span: Span) -> Self {
        Self {
            file: file.clone(),
            target: Target::Bytes(span),
        }
    }

    /// The value at a path of keys.
    pub fn value(file: &RelPath, path: KeyPath) -> Self {
        Self {
            file: file.clone(),
            target: Target::Value(path),
        }
    }

    /// The key at the end of a path.
    pub fn key(file: &RelPath, path: KeyPath) -> Self {
        Self {
            file: file.clone(),
            target: Target::Key(path),
        }
    }
}

/// One thing that is wrong (or worth knowing) about content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule; its page explains it.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// Lower case, no full stop, names the thing in backticks.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What was expected there, in some words; may be empty.
    pub label: String,
    /// A second place that explains the first.
    pub also: Option<(Place, String)>,
    /// The consequence.
    pub note: Option<String>,
    /// One edit or one command that works when pasted.
    pub help: Option<String>,
}

impl Finding {
    /// A finding of severity error.
    pub fn error(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, place, message)
    }

    /// A finding of severity warning.
    pub fn warning(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, place, message)
    }

    /// A finding of severity note.
    pub fn note(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, place, message)
    }

    fn new(severity: Severity, code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            place,
            label: String::new(),
            also: None,
            note: None,
            help: None,
        }
    }

    /// Says what was expected at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Shows a second place.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also = Some((place, label.into()));
        self
    }

    /// Says the consequence.
    #[must_use]
    pub fn consequence(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}
