//! The table at the top of an entry's page.

use crate::yaml::Day;
use serde::Serialize;

use super::signature::SignatureView;
use super::subject::{Subject, Voice};
use crate::entry::Affected;
use crate::markdown::Html;
use crate::page::label::Label;
use crate::page::link::Link;
use crate::page::words;

/// What a reader in trouble looks for first.
#[derive(Debug, Serialize)]
pub struct Facts<'a> {
    /// The category, with its page.
    pub category: Link,
    /// The error as printed, in the forms that come first.
    pub signatures: Vec<SignatureView<'a>>,
    /// Its other forms, folded, so that the quick fix stays in sight.
    pub more_signatures: Vec<SignatureView<'a>>,
    /// One line that helps most readers.
    pub quick_fix: Option<Html>,
    /// How the error stands.
    pub status: Label,
    /// Where it occurs.
    pub affects: Vec<VersionRange<'a>>,
    /// Where it does not occur.
    pub works_on: Vec<VersionRange<'a>>,
    /// First publication.
    pub added: Option<Day>,
    /// The last time a person changed what the page says.
    pub updated: Option<Day>,
    /// The last time the entry was tried.
    pub review: Option<Review<'a>>,
}

/// A product or a surface of it, with versions or dates.
#[derive(Debug, Serialize)]
pub struct VersionRange<'a> {
    /// The tool, by name, and the surface: `claude.ai, web`.
    pub what: String,
    /// The first version or date with the error.
    pub introduced: Option<&'a str>,
    /// The first version or date without it.
    pub fixed: Option<&'a str>,
}

/// A trial of the entry.
#[derive(Debug, Serialize)]
pub struct Review<'a> {
    /// When.
    pub on: Day,
    /// By whom.
    pub by: Option<&'a str>,
    /// Against which version.
    pub against: Option<&'a str>,
}

/// How many signatures are in sight.
const SHOWN: usize = 1;

impl<'a> Facts<'a> {
    /// The table of an entry.
    pub(super) fn new(subject: &Subject<'a>, voice: Voice<'_>, category: Link) -> Self {
        let entry = subject.entry;
        let mut signatures: Vec<_> = entry.signatures.iter().map(SignatureView::of).collect();
        let more_signatures = signatures.split_off(signatures.len().min(SHOWN));
        Self {
            category,
            signatures,
            more_signatures,
            quick_fix: entry.quick_fix.as_ref().map(|text| voice.inline(text)),
            status: words::status(entry.known_status()),
            affects: entry
                .affects
                .iter()
                .map(|range| VersionRange::new(subject, range))
                .collect(),
            works_on: entry
                .works_on
                .iter()
                .map(|range| VersionRange::new(subject, range))
                .collect(),
            added: entry.added,
            updated: entry.updated,
            review: entry.review.as_ref().map(|review| Review {
                on: review.on,
                by: review.by.as_deref(),
                against: review.against.as_deref(),
            }),
        }
    }
}

impl<'a> VersionRange<'a> {
    fn new(subject: &Subject<'a>, range: &'a Affected) -> Self {
        let tool = range.tool.as_ref().unwrap_or(&subject.entry.tool);
        let name = subject.frame.tool_name(tool.as_str());
        Self {
            what: range
                .surface
                .as_ref()
                .map_or_else(|| name.to_owned(), |surface| format!("{name}, {surface}")),
            introduced: range.introduced.as_deref(),
            fixed: range.fixed.as_deref(),
        }
    }
}
