//! A cause as checks name it.

use serde::Serialize;

/// A link to a cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CauseLink {
    /// The anchor of the cause on this page: `#cause-dns`.
    pub href: String,
    /// The number of the cause on this page.
    pub number: usize,
    /// Its id as words: `Dns`.
    pub name: String,
}

impl CauseLink {
    /// A link to the cause at place `at`, from 0, with the id `id`.
    pub(super) fn new(href: String, at: usize, id: &str) -> Self {
        let words = id.replace('-', " ");
        let mut letters = words.chars();
        let first = letters
            .next()
            .map(|c| c.to_uppercase().to_string())
            .unwrap_or_default();
        Self {
            href,
            number: at + 1,
            name: first + letters.as_str(),
        }
    }
}
