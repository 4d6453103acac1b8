//! Counts what a run costs, and tells a listener what is going on. Nothing here prints.

use jiff::Timestamp;

/// What the run has cost so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Requests sent, retries and 304 answers included.
    pub requests: u64,
    /// Answers of 304, which cost no quota.
    pub not_modified: u64,
    /// Attempts that had to be repeated.
    pub retries: u64,
    /// Seconds spent waiting for rate limits.
    pub waited_seconds: u64,
    /// Requests left in the current window, as last told.
    pub remaining: Option<u64>,
    /// Size of the window, as last told.
    pub limit: Option<u64>,
}

impl Stats {
    /// What was spent since `before`; the budget is what it is now.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            requests: self.requests.saturating_sub(before.requests),
            not_modified: self.not_modified.saturating_sub(before.not_modified),
            retries: self.retries.saturating_sub(before.retries),
            waited_seconds: self.waited_seconds.saturating_sub(before.waited_seconds),
            ..self
        }
    }
}

/// Something worth telling while it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress<'a> {
    /// A request was answered.
    Answered {
        /// The path asked for.
        path: &'a str,
        /// Costs so far.
        stats: Stats,
    },
    /// An attempt failed and is repeated after a pause.
    Retrying {
        /// The path asked for.
        path: &'a str,
        /// What went wrong.
        why: &'a str,
    },
    /// A rate limit makes the run wait.
    Waiting {
        /// When it goes on.
        until: Timestamp,
        /// Costs so far.
        stats: Stats,
    },
}

/// Hears about the progress of a run.
pub type Listener = Box<dyn Fn(&Progress<'_>)>;
