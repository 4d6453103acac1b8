//! Threads of GitHub become evidence: what changed is fetched, read, masked, filed, matched to entries, and drafted
//! where there is no entry yet. Never writes over a person's words, and never publishes.
//!
//! A run may be killed at any moment: each file is written whole, evidence before the cursor that stands for it, and a
//! file is a function of its thread, the config and the version of the extraction, so that the next run ends the same.

mod change;
mod closing;
pub mod cluster;
mod cursor;
mod desk;
mod draft;
mod draft_text;
pub mod extract;
mod facts;
mod feed;
mod inert;
mod matching;
mod moved;
mod options;
mod report;
mod repository;
mod run;
mod single;
mod store;
mod summary;
mod template;
mod waiting;

pub use change::{Change, News};
pub use cursor::{Cursor, CursorFile, EXTRACTOR};
pub use options::{Drafts, Options, Scope, Writing};
pub use report::report;
pub use run::run;
pub use single::draft_from;
pub use summary::{RepoSummary, Summary, Unreadable, Waiting};

use std::borrow::Cow;

use crate::library::Library;

/// What waits for an entry, those with most reports first.
pub fn inbox(library: &Library) -> Vec<Waiting> {
    waiting::list(library)
        .iter()
        .map(waiting::Cluster::told)
        .collect()
}

/// Text of a stranger as it may be kept: nothing invisible, nothing secret. For [`crate::github::Settings::mask`].
pub fn clean(text: &str) -> Cow<'_, str> {
    match crate::mask::plain(text) {
        Cow::Borrowed(text) => crate::mask::mask(text),
        Cow::Owned(text) => Cow::Owned(crate::mask::mask(&text).into_owned()),
    }
}
