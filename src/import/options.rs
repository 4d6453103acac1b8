//! What one run of the importer is asked to do.

use jiff::civil::Date;

use crate::name::RepoName;

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// Only these of the configured repositories; all of them when empty.
    pub repos: Vec<RepoName>,
    /// Begin here in place of the cursor.
    pub since: Option<Date>,
    /// Look at so many changed threads at most.
    pub limit: Option<usize>,
    /// What is fetched.
    pub scope: Scope,
    /// Whether files are written.
    pub writing: Writing,
    /// Whether drafts are written.
    pub drafts: Drafts,
    /// Today, which picks the old threads that are looked at again and dates drafts.
    pub today: Date,
}

/// What is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything that changed, cited threads without a file, and some old threads.
    Changes,
    /// Cited threads without a file.
    Cited,
}

/// Whether files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Yes.
    Files,
    /// Everything but writing is done.
    Nothing,
}

/// Whether drafts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// One for each error that is worth it.
    Write,
    /// None.
    Leave,
}
