//! What extraction reads: one thread as text and facts, free of any network type. Whoever fetches threads converts
//! what it got into these.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// One issue or pull request with its comments.
#[derive(Debug, Clone, Default)]
pub struct RawThread {
    /// `owner/repo`.
    pub repo: String,
    /// Its number there.
    pub number: u64,
    /// Whether it is a pull request.
    pub pull_request: bool,
    /// The title as written.
    pub title: String,
    /// The text as written; empty where GitHub says null.
    pub body: String,
    /// The login, absent for a deleted account.
    pub author: Option<String>,
    /// GitHub's association of the author: `OWNER`, `MEMBER`, `NONE`…
    pub association: String,
    /// Names of the labels.
    pub labels: Vec<String>,
    /// The issue type, where the owner uses them: `Bug`, `Feature`.
    pub issue_type: Option<String>,
    /// `open` or `closed`.
    pub state: String,
    /// `completed`, `not_planned`, `duplicate`…
    pub state_reason: Option<String>,
    /// The comments, oldest first.
    pub comments: Vec<RawComment>,
    /// Logins that speak for the project whatever GitHub's association says.
    pub maintainers: Vec<String>,
}

/// One comment.
#[derive(Debug, Clone, Default)]
pub struct RawComment {
    /// The permalink.
    pub url: String,
    /// The login, absent for a deleted account.
    pub author: Option<String>,
    /// GitHub's association of the author.
    pub association: String,
    /// The day it was written.
    pub date: Option<Date>,
    /// The text as written.
    pub body: String,
    /// Reactions by name.
    pub reactions: BTreeMap<String, u64>,
}

impl RawThread {
    /// Whether this login speaks for the project.
    pub fn is_maintainer(&self, author: Option<&str>, association: &str) -> bool {
        matches!(association, "OWNER" | "MEMBER" | "COLLABORATOR")
            || author.is_some_and(|login| {
                self.maintainers
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(login))
            })
    }
}

/// Whether a login is a program's.
pub(super) fn is_bot(login: Option<&str>) -> bool {
    login.is_some_and(|login| {
        let login = login.to_ascii_lowercase();
        login.ends_with("[bot]")
            || login.ends_with("-bot")
            || login.ends_with("bot]")
            || login == "stale"
            || login == "ghost-bot"
    })
}
