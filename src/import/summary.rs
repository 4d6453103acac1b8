//! What a run did, as people and programs are told.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;

use super::change::Change;
use crate::github::{Quarantined, Stats};
use crate::name::ThreadRef;

/// What a run did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Summary {
    /// Version of this shape.
    pub version: u32,
    /// Threads read from GitHub.
    pub fetched: usize,
    /// Evidence files written or changed.
    pub written: usize,
    #[serde(skip)]
    pub(super) files: BTreeSet<ThreadRef>,
    /// Threads that belong to an entry now and did not before.
    pub matched: usize,
    /// Addresses of new drafts.
    pub drafted: Vec<String>,
    /// Threads without an error, and pull requests nobody cites.
    pub skipped: usize,
    /// Threads that entries cite and GitHub does not have.
    pub missing: Vec<String>,
    /// Entry files that could not be read; while there are some, nothing is drafted.
    pub broken: Vec<String>,
    /// Items that could not be read or decoded, and why.
    pub quarantined: Vec<Unreadable>,
    /// One part per repository.
    pub repositories: Vec<RepoSummary>,
    /// What changed in threads that entries show.
    pub changes: Vec<Change>,
    /// Errors without an entry, those with most reports first.
    pub without_entry: Vec<Waiting>,
    /// Requests made.
    pub requests: u64,
    /// Of them, answered by 304 and free of quota.
    pub not_modified: u64,
    /// Requests left in the current window.
    pub rate_remaining: Option<u64>,
    /// Size of the window.
    pub rate_limit: Option<u64>,
    /// Set when a rate limit ended the run early: when to come back.
    pub limited_until: Option<Timestamp>,
}

/// What happened to one repository.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RepoSummary {
    /// Its name in fixbook.yaml.
    pub repo: String,
    /// Threads read.
    pub fetched: usize,
    /// Its new name, if it was renamed.
    pub renamed_to: Option<String>,
    /// Why it could not be imported.
    pub error: Option<String>,
}

/// An item that could not be read or decoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unreadable {
    /// The repository.
    pub repo: String,
    /// Its number or id.
    pub name: String,
    /// Why.
    pub why: String,
}

/// An error that threads report and no entry covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Its message.
    pub error: String,
    /// The tool it belongs to, if its repository is configured.
    pub tool: Option<String>,
    /// The threads, oldest first.
    pub threads: Vec<String>,
    /// Different people who report it.
    pub reporters: usize,
    /// Reactions to the reports.
    pub reactions: u32,
}

impl Summary {
    pub(super) fn new() -> Self {
        Self {
            version: 1,
            ..Self::default()
        }
    }

    /// Whether a repository could not be imported.
    pub fn has_failures(&self) -> bool {
        self.repositories.iter().any(|repo| repo.error.is_some())
    }

    /// Counts an evidence file, once however often it was written.
    pub(super) fn wrote(&mut self, thread: &ThreadRef) {
        self.files.insert(thread.clone());
        self.written = self.files.len();
    }

    /// Takes over what the client counted.
    pub(super) fn count(&mut self, stats: Stats) {
        self.requests = stats.requests;
        self.not_modified = stats.not_modified;
        self.rate_remaining = stats.remaining;
        self.rate_limit = stats.limit;
    }

    pub(super) fn quarantine(&mut self, repo: &str, items: Vec<Quarantined>) {
        for item in items {
            let item = Unreadable {
                repo: repo.to_owned(),
                name: item.name,
                why: item.why,
            };
            if !self.quarantined.contains(&item) {
                self.quarantined.push(item);
            }
        }
    }
}
