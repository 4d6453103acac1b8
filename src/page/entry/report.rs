//! Threads that report the error. Everything people wrote there is plain text, quoted and attributed.

use crate::yaml::Day;
use serde::Serialize;

use super::subject::Subject;
use crate::evidence::{Thread, ThreadFix, speaks_for_project};
use crate::name::Url;
use crate::page::label::Label;
use crate::page::words;

/// "Reports of this error".
#[derive(Debug, Serialize)]
pub struct Reports<'a> {
    /// How many there are in all.
    pub total: usize,
    /// The first ones, always shown.
    pub first: Vec<ReportView<'a>>,
    /// The next ones, folded.
    pub folded: Vec<ReportView<'a>>,
    /// The page with the rest.
    pub more: Option<String>,
}

/// One thread.
#[derive(Debug, Serialize)]
pub struct ReportView<'a> {
    /// The thread: `owner/repo#123`.
    pub reference: String,
    /// Its address.
    pub href: &'a str,
    /// Its title, as plain text.
    pub title: &'a str,
    /// How it stands: open, closed, gone.
    pub state: Label,
    /// How it ended, in words: `fixed in v2.1.20`, `closed as not planned`, `duplicate of #3`.
    pub outcome: Option<String>,
    /// When it was opened.
    pub opened: Option<Day>,
    /// When it was closed.
    pub closed: Option<Day>,
    /// How many people reacted to it.
    pub reactions: u32,
    /// How many others reported the same in it.
    pub also: usize,
    /// Systems and versions, as stated: `client: Chrome 148`.
    pub environment: Vec<String>,
    /// What people proposed in it.
    pub fixes: Vec<Excerpt<'a>>,
}

/// Something that somebody wrote in a thread.
#[derive(Debug, Serialize)]
pub struct Excerpt<'a> {
    /// The address of the comment.
    pub href: Option<&'a str>,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// Whether the writer speaks for the project.
    pub maintainer: bool,
    /// When.
    pub date: Option<Day>,
    /// Whether it is a fix, a workaround or an answer.
    pub kind: Option<Label>,
    /// The words, as plain text; none where the comment is gone.
    pub text: Option<&'a str>,
    /// How many people say that it helped.
    pub confirmed: usize,
    /// How many people say that it did not.
    pub rejected: usize,
}

/// How many reports an entry's page shows, and how many of them unfolded.
pub(crate) const ON_PAGE: usize = 30;
const UNFOLDED: usize = 4;

impl<'a> Reports<'a> {
    /// The reports of an entry; `more` is the page with the rest, should there be one.
    pub(super) fn new(subject: &Subject<'a>) -> Option<Self> {
        let mut first: Vec<_> = ReportView::all(subject);
        let total = first.len();
        first.truncate(ON_PAGE);
        let folded = first.split_off(first.len().min(UNFOLDED));
        let more = (total > ON_PAGE).then(|| "reports/".to_owned());
        (total > 0).then_some(Self {
            total,
            first,
            folded,
            more,
        })
    }
}

impl<'a> ReportView<'a> {
    /// Every report of an entry: those that most people share first, then the newest.
    pub(crate) fn all(subject: &Subject<'a>) -> Vec<Self> {
        let matched = subject.library.matched(&subject.entry.id).iter();
        let mut reports: Vec<Self> = matched
            .filter_map(|thread| subject.library.thread(thread))
            .map(|thread| Self::new(subject, thread))
            .collect();
        reports.sort_by(|a, b| {
            let weight = |report: &Self| (report.also, report.reactions, report.opened);
            weight(b)
                .cmp(&weight(a))
                .then_with(|| a.reference.cmp(&b.reference))
        });
        reports
    }

    fn new(subject: &Subject<'a>, thread: &'a Thread) -> Self {
        let maintainers = subject.library.config.maintainers(thread.issue.repo());
        Self {
            reference: thread.issue.to_string(),
            href: thread.url.as_str(),
            title: &thread.title,
            state: words::thread_state(thread),
            outcome: outcome(thread),
            opened: thread.opened,
            closed: thread.closed,
            reactions: thread.reactions.iter().map(|(_, count)| count).sum(),
            also: thread.also_reported_by.len(),
            environment: thread
                .environment
                .iter()
                .map(|(key, value)| format!("{key}: {value}"))
                .collect(),
            fixes: thread
                .fixes
                .iter()
                .map(|fix| Excerpt::new(fix, &maintainers))
                .collect(),
        }
    }
}

impl<'a> Excerpt<'a> {
    fn new(fix: &'a ThreadFix, maintainers: &[&str]) -> Self {
        let author = fix.author.as_deref();
        Self {
            href: fix.url.as_ref().map(Url::as_str),
            author,
            maintainer: fix.association.as_deref().is_some_and(speaks_for_project)
                || author.is_some_and(|author| maintainers.contains(&author)),
            date: fix.date,
            kind: Some(words::answer(fix.kind)),
            text: fix.excerpt.as_deref(),
            confirmed: fix.confirmed_by.len(),
            rejected: fix.rejected_by.len(),
        }
    }
}

/// How a thread ended, in words.
fn outcome(thread: &Thread) -> Option<String> {
    if let Some(moved) = &thread.moved_to {
        return Some(format!("moved to {moved}"));
    }
    if let Some(original) = &thread.duplicate_of {
        return Some(format!("duplicate of {original}"));
    }
    if let Some(closed_by) = &thread.closed_by {
        return Some(
            match (
                &closed_by.release,
                &closed_by.pull_request,
                &closed_by.commit,
            ) {
                (Some(release), ..) => format!("fixed in {release}"),
                (None, Some(request), _) => format!("closed by {request}"),
                (None, None, Some(commit)) => {
                    format!("closed by commit {}", commit.get(..9).unwrap_or(commit))
                }
                (None, None, None) => "closed by a change".to_owned(),
            },
        );
    }
    match thread.state_reason.as_deref()? {
        "completed" => Some("closed as completed".to_owned()),
        "not_planned" => Some("closed as not planned".to_owned()),
        "duplicate" => Some("closed as a duplicate".to_owned()),
        _ => None,
    }
}
