//! What the page cites.

use crate::yaml::Day;
use serde::Serialize;

use super::subject::{Subject, Voice};
use crate::claim;
use crate::entry::Source;
use crate::markdown::Html;
use crate::page::label::Label;
use crate::page::words;

/// A source.
#[derive(Debug, Serialize)]
pub struct SourceView<'a> {
    /// The anchor on the page: `source-docs`.
    pub anchor: String,
    /// Its key in the entry, which claims cite.
    pub key: &'a str,
    /// Its address.
    pub href: String,
    /// Its title, the thread's title, or its address.
    pub title: String,
    /// The thread, `owner/repo#123`.
    pub thread: Option<String>,
    /// Who speaks: maintainer, vendor documentation, reporter.
    pub role: Label,
    /// How the thread stands.
    pub state: Option<Label>,
    /// The date of what is cited.
    pub date: Option<Day>,
    /// What it says.
    pub says: Option<Html>,
}

impl<'a> SourceView<'a> {
    /// How many sources are in sight.
    const UNFOLDED: usize = 10;

    /// The sources of an entry: those in sight, and those that are folded.
    pub(super) fn all(subject: &Subject<'a>, voice: Voice<'_>) -> (Vec<Self>, Vec<Self>) {
        let sources = subject.entry.sources.iter();
        let mut shown: Vec<_> = sources
            .map(|(key, source)| Self::new(subject, voice, key, source))
            .collect();
        let folded = shown.split_off(shown.len().min(Self::UNFOLDED));
        (shown, folded)
    }

    /// The source that claims cite as `key`.
    fn new(subject: &Subject<'a>, voice: Voice<'_>, key: &'a str, source: &'a Source) -> Self {
        let thread = source
            .issue
            .as_ref()
            .and_then(|thread| subject.library.thread(thread));
        let href = source.address();
        let title = source
            .title
            .clone()
            .or_else(|| thread.map(|thread| thread.title.clone()));
        Self {
            anchor: format!("source-{}", crate::name::slugify(key)),
            key,
            title: title.unwrap_or_else(|| bare(&href)),
            thread: source.issue.as_ref().map(ToString::to_string),
            role: words::role(claim::role_of(subject.library, subject.entry, source)),
            state: thread.map(|thread| words::thread_state(thread)),
            date: source
                .date
                .or_else(|| thread.and_then(|thread| thread.opened)),
            says: source.says.as_ref().map(|text| voice.inline(text)),
            href,
        }
    }
}

/// An address without its scheme, for want of a title.
fn bare(href: &str) -> String {
    href.split_once("://")
        .map_or(href, |(_, rest)| rest)
        .trim_end_matches('/')
        .to_owned()
}
