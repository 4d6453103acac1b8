//! Turns a thread as GitHub shows it into evidence: a pure function of the thread, the config and what is stored of
//! comments that are gone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::extract::{Extraction, FixKind, FoundFix, RawComment, RawThread, extract};
use crate::evidence::{AnswerKind, Gone, Thread, ThreadError, ThreadFix, ThreadKind, ThreadState};
use crate::github::{Comment, Issue, Reactions};
use crate::mask::{mask, plain};
use crate::name::{ThreadRef, Url};
use crate::yaml::Day;

/// The evidence of a thread, without what it is matched to and what closed it.
pub(super) fn thread(
    name: &ThreadRef,
    issue: &Issue,
    comments: &[Comment],
    maintainers: &[String],
) -> Thread {
    let raw = raw(name, issue, comments, maintainers);
    let found = extract(&raw);
    let fixes = found
        .fixes
        .iter()
        .map(|fix| self::fix(fix, comments))
        .collect();
    let url = Url::parse(&issue.html_url).or_else(|| Url::parse(&name.url()));
    Thread {
        issue: name.clone(),
        url: url.expect("an address made of a sound name"),
        title: title(&found, issue.number),
        kind: if raw.pull_request {
            ThreadKind::PullRequest
        } else {
            ThreadKind::Issue
        },
        state: state(issue),
        state_reason: issue.state_reason.clone().map(short),
        labels: issue.labels.iter().map(|label| clean(label)).collect(),
        author: issue.author.clone(),
        association: issue.association.clone().map(short),
        opened: Some(day(issue.created_at)),
        closed: issue.closed_at.map(day),
        updated: None,
        reactions: reactions(&issue.reactions),
        errors: errors(&found),
        environment: found.environment.into_iter().collect(),
        fixes,
        closed_by: None,
        duplicate_of: found.duplicate_of.as_deref().and_then(ThreadRef::parse),
        also_reported_by: found.also_reported_by,
        entries: Vec::new(),
        gone: None,
        moved_to: None,
    }
}

/// Keeps what is known of comments that GitHub does not have any more: their addresses and facts, not their words.
/// `cited` are comments that entries cite: that one is gone matters also where it was never kept as a fix.
pub(super) fn keep_gone(
    thread: &mut Thread,
    before: Option<&Thread>,
    comments: &[Comment],
    cited: &[u64],
) {
    let there: BTreeSet<u64> = comments.iter().map(|comment| comment.id).collect();
    for fix in before.iter().flat_map(|before| &before.fixes) {
        let id = fix.url.as_ref().and_then(|url| comment_id(url.as_str()));
        if id.is_some_and(|id| !there.contains(&id)) {
            thread.fixes.push(ThreadFix {
                excerpt: None,
                gone: Some(Gone::Deleted),
                ..fix.clone()
            });
        }
    }
    let kept: BTreeSet<u64> = thread
        .fixes
        .iter()
        .filter_map(|fix| comment_id(fix.url.as_ref()?.as_str()))
        .collect();
    for id in cited
        .iter()
        .filter(|id| !there.contains(id) && !kept.contains(id))
    {
        thread.fixes.push(ThreadFix {
            url: Url::parse(&format!("{}#issuecomment-{id}", thread.url)),
            date: None,
            author: None,
            association: None,
            kind: AnswerKind::Workaround,
            excerpt: None,
            reactions: Vec::new(),
            confirmed_by: Vec::new(),
            rejected_by: Vec::new(),
            gone: Some(Gone::Deleted),
        });
    }
    thread
        .fixes
        .sort_by_key(|fix| fix.url.as_ref().and_then(|url| comment_id(url.as_str())));
}

/// What stays of a thread that GitHub does not have any more.
pub(super) fn tombstone(before: &Thread) -> Thread {
    let mut thread = before.clone();
    thread.gone = Some(Gone::Deleted);
    for fix in &mut thread.fixes {
        fix.excerpt = None;
    }
    thread
}

/// The newest date among the facts.
pub(super) fn date(thread: &mut Thread) {
    let closed_by = thread.closed_by.as_ref().and_then(|by| by.date);
    let fixes = thread.fixes.iter().map(|fix| fix.date);
    thread.updated = fixes
        .chain([thread.opened, thread.closed, closed_by])
        .flatten()
        .max();
}

/// The day of a time, in UTC.
pub(super) fn day(time: Timestamp) -> Day {
    Day::from(civil(time))
}

fn civil(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

/// The id in a comment's permalink.
fn comment_id(url: &str) -> Option<u64> {
    url.split_once("#issuecomment-")?.1.parse().ok()
}

fn raw(name: &ThreadRef, issue: &Issue, comments: &[Comment], maintainers: &[String]) -> RawThread {
    let comments = comments.iter().map(|comment| RawComment {
        url: comment.html_url.clone(),
        author: comment.author.clone(),
        association: comment.association.clone().unwrap_or_default(),
        date: Some(civil(comment.created_at)),
        body: comment.body.clone().unwrap_or_default(),
        reactions: comment.reactions.clone(),
    });
    RawThread {
        repo: name.repo().to_string(),
        number: name.number(),
        pull_request: issue.pull_request.is_some(),
        title: issue.title.clone(),
        body: issue.body.clone().unwrap_or_default(),
        author: issue.author.clone(),
        association: issue.association.clone().unwrap_or_default(),
        labels: issue.labels.clone(),
        issue_type: issue.issue_type.clone(),
        state: issue.state.clone(),
        state_reason: issue.state_reason.clone(),
        comments: comments.collect(),
        maintainers: maintainers.to_vec(),
    }
}

fn title(found: &Extraction, number: u64) -> String {
    let title = found.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        format!("#{number}")
    } else {
        title
    }
}

fn state(issue: &Issue) -> ThreadState {
    if issue
        .pull_request
        .as_ref()
        .is_some_and(|link| link.merged_at.is_some())
    {
        ThreadState::Merged
    } else if issue.state == "closed" {
        ThreadState::Closed
    } else {
        ThreadState::Open
    }
}

fn errors(found: &Extraction) -> Vec<ThreadError> {
    let errors = found
        .errors
        .iter()
        .filter(|error| !error.text.trim().is_empty());
    errors
        .map(|error| ThreadError {
            text: error.text.clone(),
            r#where: Some(error.place.to_string()),
        })
        .collect()
}

fn fix(found: &FoundFix, comments: &[Comment]) -> ThreadFix {
    let comment = comments.get(found.comment);
    ThreadFix {
        url: comment.and_then(|comment| Url::parse(&comment.html_url)),
        date: comment.map(|comment| day(comment.created_at)),
        author: comment.and_then(|comment| comment.author.clone()),
        association: comment
            .and_then(|comment| comment.association.clone())
            .map(short),
        kind: match found.kind {
            FixKind::Fix => AnswerKind::Fix,
            FixKind::Workaround => AnswerKind::Workaround,
            FixKind::Answer => AnswerKind::Answer,
        },
        excerpt: Some(found.excerpt.clone()).filter(|excerpt| !excerpt.trim().is_empty()),
        reactions: comment
            .map(|comment| reactions(&comment.reactions))
            .unwrap_or_default(),
        confirmed_by: found.confirmed_by.clone(),
        rejected_by: found.rejected_by.clone(),
        gone: None,
    }
}

fn reactions(reactions: &Reactions) -> Vec<(String, u32)> {
    let sorted: BTreeMap<&String, u32> = reactions
        .iter()
        .map(|(name, count)| (name, u32::try_from(*count).unwrap_or(u32::MAX)))
        .collect();
    sorted
        .into_iter()
        .map(|(name, count)| (clean(name), count))
        .collect()
}

/// One of GitHub's words: short, and nothing else.
#[expect(clippy::needless_pass_by_value, reason = "maps owned words")]
fn short(word: String) -> String {
    word.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .take(40)
        .collect()
}

/// A text of a stranger on one line, masked and without anything invisible.
fn clean(text: &str) -> String {
    mask(&plain(text))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
