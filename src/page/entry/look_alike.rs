//! Errors that look like this one.

use serde::Serialize;

use super::subject::{Subject, Voice};
use crate::entry;
use crate::markdown::Html;
use crate::page::link::Link;

/// An error that is easily taken for this one.
#[derive(Debug, Serialize)]
pub struct LookAlike {
    /// How to tell it from this one.
    pub text: Html,
    /// The page it belongs to.
    pub see: Option<Link>,
}

impl LookAlike {
    /// The look-alikes of an entry.
    pub(super) fn all(subject: &Subject<'_>, voice: Voice<'_>) -> Vec<Self> {
        let one = |look: &entry::LookAlike| Self {
            text: voice.inline(&look.text),
            see: look.see.as_ref().and_then(|id| subject.link_to(id, voice)),
        };
        subject.entry.not_this.iter().map(one).collect()
    }
}
