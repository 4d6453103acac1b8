//! The page of an entry, `/<tool>/<slug>/`: the entry joined with its evidence and its relatives.

mod cause;
mod cause_link;
mod check;
mod choice;
mod contents;
mod entry_head;
mod escalate;
mod facts;
mod faq;
mod fix;
mod look_alike;
mod notice;
mod report;
mod signature;
mod source;
mod subject;
mod support;

use std::collections::BTreeMap;

use serde::Serialize;

use super::feedback::Feedback;
use super::head::Head;
use super::link::Link;
use super::root::Root;
use crate::markdown::{Html, Renderer};
use subject::Voice;

pub use cause::CauseView;
pub use cause_link::CauseLink;
pub use check::{CheckView, ExpectView};
pub use choice::{Answer, Choice};
pub use escalate::EscalateView;
pub use facts::{Facts, Review, VersionRange};
pub use faq::Faq;
pub use fix::{FixView, OutcomeView};
pub use look_alike::LookAlike;
pub use notice::Notice;
pub(crate) use report::ON_PAGE as REPORTS_ON_PAGE;
pub use report::{Excerpt, ReportView, Reports};
pub use signature::{Part, SignatureView};
pub use source::SourceView;
pub use subject::{PageState, Subject, Titles};
pub use support::{Citation, Support};

/// Template `entry.html`. Sections are in the order in which they are shown; an empty one is left out.
#[derive(Debug, Serialize)]
pub struct EntryPage<'a> {
    /// What stands in the head.
    pub head: Head,
    /// The way to the site's root.
    pub root: Root,
    /// The category and the tool.
    pub breadcrumb: Vec<Link>,
    /// The title; long names in it may break.
    pub title: Html,
    /// The summary.
    pub summary: Html,
    /// What a reader has to know first: a draft, a stub, a withdrawn page, evidence that changed.
    pub notices: Vec<Notice>,
    /// The table at the top.
    pub facts: Facts<'a>,
    /// The sections there are, for "On this page".
    pub contents: Vec<Link>,
    /// "Which one are you?": checks that tell several causes apart.
    pub choices: Vec<Choice<'a>>,
    /// Errors that look like this one.
    pub not_this: Vec<LookAlike>,
    /// "What this error means".
    pub meaning: Html,
    /// "Why this happens".
    pub why: Option<Html>,
    /// "Common causes".
    pub causes: Vec<CauseView<'a>>,
    /// Whether the entry says that nobody knows the cause.
    pub cause_unknown: bool,
    /// "Quick fixes": those that belong to no single cause.
    pub fixes: Vec<FixView<'a>>,
    /// Whether the entry says that there is no known fix.
    pub no_known_fix: bool,
    /// "Platform and tool checks".
    pub checks: Vec<CheckView<'a>>,
    /// "Step-by-step troubleshooting".
    pub steps: Vec<Html>,
    /// "How to prevent it".
    pub prevention: Vec<Html>,
    /// "If nothing helps".
    pub escalate: Option<EscalateView>,
    /// "Reports of this error".
    pub reports: Option<Reports<'a>>,
    /// "Sources checked".
    pub sources: Vec<SourceView<'a>>,
    /// Its other sources, folded.
    pub more_sources: Vec<SourceView<'a>>,
    /// What was checked, and what was not.
    pub evidence_note: Option<Html>,
    /// "Questions and answers".
    pub faq: Vec<Faq>,
    /// "Related errors".
    pub related: Vec<Link>,
    /// "Did this page help?"; absent where the site names no repository.
    pub feedback: Option<Feedback>,
    /// The keys of the entry that begin with `x-`, as they are.
    pub extra: &'a BTreeMap<String, serde_json::Value>,
}

impl<'a> EntryPage<'a> {
    /// The page of an entry.
    pub fn new(subject: &Subject<'a>) -> Self {
        let entry = subject.entry;
        let path = format!("{}/", entry.id);
        let root = Root::of(&path);
        let voice = Voice(Renderer {
            root: root.as_str(),
        });
        let category = subject.frame.category(entry.tool.as_str(), &root);
        let tool = Link::new("../", subject.frame.tool_name(entry.tool.as_str()));
        let (causes, fixes) = subject.claims(voice);
        let (sources, more_sources) = SourceView::all(subject, voice);
        let feedback = Feedback::of(subject.frame, entry);
        let mut page = Self {
            head: entry_head::head(subject, &path, &category, &tool),
            breadcrumb: vec![category.clone(), tool],
            title: Html::breakable(entry.title.trim()),
            summary: voice
                .maybe_inline(entry.summary.as_ref())
                .unwrap_or_default(),
            notices: Notice::all(subject, voice),
            facts: Facts::new(subject, voice, category),
            contents: Vec::new(),
            choices: Choice::all(subject, voice),
            not_this: LookAlike::all(subject, voice),
            meaning: voice
                .maybe_block(entry.meaning.as_ref())
                .unwrap_or_default(),
            why: voice.maybe_block(entry.why.as_ref()),
            causes,
            cause_unknown: entry.cause_unknown && entry.causes.is_empty(),
            fixes,
            no_known_fix: entry.no_known_fix,
            checks: CheckView::all(subject, voice),
            steps: voice.lines(&entry.steps),
            prevention: voice.lines(&entry.prevention),
            escalate: entry
                .escalate
                .as_ref()
                .map(|escalate| EscalateView::new(voice, escalate)),
            reports: Reports::new(subject),
            sources,
            more_sources,
            evidence_note: voice.maybe_block(entry.evidence_note.as_ref()),
            faq: Faq::all(subject, voice),
            related: entry
                .related
                .iter()
                .filter_map(|id| subject.link_to(id, voice))
                .collect(),
            feedback,
            extra: &entry.extra,
            root: root.clone(),
        };
        page.contents = contents::of(&page);
        page.head.json_ld.extend(Faq::data(subject, &page.faq));
        page
    }
}
