//! What changed in a thread that an entry shows: the news that a maintainer of the page wants to hear.

use std::fmt;

use serde::Serialize;

use crate::evidence::{AnswerKind, Thread, ThreadState};
use crate::name::EntryId;

/// News about one thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The thread.
    pub thread: String,
    /// The entries that show it.
    pub entries: Vec<EntryId>,
    /// What happened.
    pub news: News,
}

/// What happened to a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// It is new here.
    Reported,
    /// It was closed.
    Closed,
    /// It was opened again.
    Reopened,
    /// A release holds the fix.
    Released(String),
    /// A maintainer answered.
    Answered,
    /// Somebody says that a fix worked.
    Confirmed,
    /// A comment that helped is gone.
    CommentGone,
    /// GitHub does not have it any more.
    Gone,
    /// It moved to another repository.
    Moved(String),
}

impl fmt::Display for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reported => f.write_str("new report"),
            Self::Closed => f.write_str("closed"),
            Self::Reopened => f.write_str("opened again"),
            Self::Released(release) => write!(f, "fixed in {release}"),
            Self::Answered => f.write_str("a maintainer answered"),
            Self::Confirmed => f.write_str("a fix was confirmed"),
            Self::CommentGone => f.write_str("a comment that helped was deleted"),
            Self::Gone => f.write_str("deleted"),
            Self::Moved(to) => write!(f, "moved to {to}"),
        }
    }
}

/// The news between two states of a thread.
pub(super) fn news(before: Option<&Thread>, after: &Thread) -> Vec<News> {
    let Some(before) = before else {
        return vec![News::Reported];
    };
    let open = |thread: &Thread| thread.state == ThreadState::Open;
    let release = |thread: &Thread| thread.closed_by.as_ref().and_then(|by| by.release.clone());
    let answers = |thread: &Thread| count(thread, |fix| fix.kind == AnswerKind::Answer);
    let confirmations = |thread: &Thread| {
        thread
            .fixes
            .iter()
            .map(|fix| fix.confirmed_by.len())
            .sum::<usize>()
    };
    let gone = |thread: &Thread| count(thread, |fix| fix.gone.is_some());
    let mut news = Vec::new();
    match (open(before), open(after)) {
        (true, false) => news.push(News::Closed),
        (false, true) => news.push(News::Reopened),
        _ => {}
    }
    if release(before) != release(after) {
        news.extend(release(after).map(News::Released));
    }
    if answers(after) > answers(before) {
        news.push(News::Answered);
    }
    if confirmations(after) > confirmations(before) {
        news.push(News::Confirmed);
    }
    if gone(after) > gone(before) {
        news.push(News::CommentGone);
    }
    if after.gone.is_some() && before.gone.is_none() {
        news.push(News::Gone);
    }
    if after.moved_to != before.moved_to {
        news.extend(
            after
                .moved_to
                .as_ref()
                .map(|to| News::Moved(to.to_string())),
        );
    }
    news
}

fn count(thread: &Thread, wanted: impl Fn(&crate::evidence::ThreadFix) -> bool) -> usize {
    thread.fixes.iter().filter(|fix| wanted(fix)).count()
}
