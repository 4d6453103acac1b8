//! The fixed words of evidence.

use crate::yaml::words;

words! {
    /// What a thread is.
    pub enum ThreadKind("a kind of thread") {
        /// An issue.
        Issue = "issue",
        /// A pull request.
        PullRequest = "pull_request",
    }
}

words! {
    /// Whether a thread is open.
    pub enum ThreadState("the state of a thread") {
        /// Open.
        Open = "open",
        /// Closed.
        Closed = "closed",
        /// A pull request that was merged.
        Merged = "merged",
    }
}

words! {
    /// What a comment offers.
    pub enum AnswerKind("a kind of answer") {
        /// Its writer says it solved the problem, or it was confirmed or merged.
        Fix = "fix",
        /// A way around.
        Workaround = "workaround",
        /// A maintainer's answer.
        Answer = "answer",
    }
}

words! {
    /// Why something is no longer there.
    pub enum Gone("a reason why it is gone") {
        /// It was deleted.
        Deleted = "deleted",
    }
}
