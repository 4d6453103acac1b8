//! The page of an entry, `/<tool>/<slug>/`: the entry joined with its evidence and its relatives.

mod cause;
mod cause_link;
mod check;
mod choice;
mod contents;
mod facts;
mod fix;
mod notice;
mod report;
mod signature;
mod source;
mod subject;
mod support;

use std::collections::BTreeMap;

use serde::Serialize;

use super::feedback::{Feedback, edit_address};
use super::head::{Alternate, Head};
use super::json_ld;
use super::link::Link;
use super::root::Root;
use crate::markdown::{Html, Renderer, plain};
use subject::Voice;

pub use cause::CauseView;
pub use cause_link::CauseLink;
pub use check::{CheckView, ExpectView};
pub use choice::{Answer, Choice};
pub use facts::{Facts, Review, VersionRange};
pub use fix::{FixView, OutcomeView};
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
    /// Where the entry is edited.
    pub edit: Option<String>,
    /// A prefilled issue that says "this fixed it".
    pub fixed_it: Option<String>,
    /// A prefilled issue that says "this did not fix it".
    pub did_not: Option<String>,
    /// The keys of the entry that begin with `x-`, as they are.
    pub extra: &'a BTreeMap<String, serde_json::Value>,
}

/// An error that is easily taken for this one.
#[derive(Debug, Serialize)]
pub struct LookAlike {
    /// How to tell it from this one.
    pub text: Html,
    /// The page it belongs to.
    pub see: Option<Link>,
}

/// Where to turn when nothing helps.
#[derive(Debug, Serialize)]
pub struct EscalateView {
    /// Who can help.
    pub to: Option<Html>,
    /// Where they are reached.
    pub url: Option<String>,
    /// What to collect first.
    pub collect: Vec<Html>,
    /// How fast it expires.
    pub deadline: Option<Html>,
}

/// A question that readers ask.
#[derive(Debug, Serialize)]
pub struct Faq {
    /// The question.
    pub q: Html,
    /// The answer.
    pub a: Html,
}

impl<'a> EntryPage<'a> {
    /// The page of an entry.
    #[expect(
        clippy::too_many_lines,
        reason = "one line per section of the page, in its order"
    )]
    pub fn new(subject: &Subject<'a>) -> Self {
        let entry = subject.entry;
        let path = format!("{}/", entry.id);
        let root = Root::of(&path);
        let voice = Voice(Renderer {
            root: root.as_str(),
        });
        let category = subject.frame.category(entry.tool.as_str(), &root);
        let tool = Link::new("../", subject.frame.tool_name(entry.tool.as_str()));
        let mut fixes = 0;
        let list = |texts: &[crate::name::Markdown]| {
            texts
                .iter()
                .map(|text| voice.inline(text))
                .collect::<Vec<_>>()
        };
        let causes: Vec<_> = entry
            .causes
            .iter()
            .enumerate()
            .map(|(at, cause)| CauseView::new(subject, voice, at, cause, &mut fixes))
            .collect();
        let feedback = subject
            .frame
            .repository
            .map(|repository| Feedback::new(repository, &entry.title, &entry.id));
        let (fixed_it, did_not) = feedback.map_or((None, None), |feedback| {
            (Some(feedback.fixed), Some(feedback.failed))
        });
        let mut sources: Vec<_> = entry
            .sources
            .iter()
            .map(|(key, source)| SourceView::new(subject, voice, key, source))
            .collect();
        let more_sources = sources.split_off(sources.len().min(SourceView::UNFOLDED));
        let mut page = Self {
            head: head(subject, &path, &category, &tool),
            breadcrumb: vec![category.clone(), tool],
            title: Html::breakable(entry.title.trim()),
            summary: entry
                .summary
                .as_ref()
                .map(|text| voice.inline(text))
                .unwrap_or_default(),
            notices: Notice::all(subject, voice),
            facts: Facts::new(subject, voice, category),
            contents: Vec::new(),
            choices: Choice::all(subject, voice),
            not_this: entry
                .not_this
                .iter()
                .map(|other| LookAlike::new(subject, &root, voice, other))
                .collect(),
            meaning: entry
                .meaning
                .as_ref()
                .map(|text| voice.block(text))
                .unwrap_or_default(),
            why: entry.why.as_ref().map(|text| voice.block(text)),
            causes,
            cause_unknown: entry.cause_unknown && entry.causes.is_empty(),
            fixes: entry
                .fixes
                .iter()
                .map(|fix| FixView::new(subject, voice, fix, &mut fixes))
                .collect(),
            no_known_fix: entry.no_known_fix,
            checks: entry
                .checks
                .iter()
                .enumerate()
                .map(|(at, check)| CheckView::new(subject, voice, at, check))
                .collect(),
            steps: list(&entry.steps),
            prevention: list(&entry.prevention),
            escalate: entry.escalate.as_ref().map(|escalate| EscalateView {
                to: escalate.to.as_ref().map(|text| voice.inline(text)),
                url: escalate.url.as_ref().map(ToString::to_string),
                collect: list(&escalate.collect),
                deadline: escalate.deadline.as_ref().map(|text| voice.inline(text)),
            }),
            reports: Reports::new(subject),
            sources,
            more_sources,
            evidence_note: entry.evidence_note.as_ref().map(|text| voice.block(text)),
            faq: entry
                .faq
                .iter()
                .map(|faq| Faq {
                    q: voice.inline(&faq.q),
                    a: voice.block(&faq.a),
                })
                .collect(),
            related: entry
                .related
                .iter()
                .filter_map(|id| other(subject, &root, id))
                .collect(),
            edit: subject
                .frame
                .repository
                .map(|repository| edit_address(repository, entry.id.file().as_str())),
            fixed_it,
            did_not,
            extra: &entry.extra,
            root: root.clone(),
        };
        page.contents = contents::of(&page);
        if subject.library.config.faq_data && !page.faq.is_empty() {
            let questions = entry.faq.iter().map(|faq| plain(faq.q.as_str()));
            let answers: Vec<_> = questions.zip(page.faq.iter().map(|faq| &faq.a)).collect();
            page.head.json_ld.push(json_ld::faq(
                answers
                    .iter()
                    .map(|(question, answer)| (question.as_ref(), *answer)),
            ));
        }
        page
    }
}

fn head(subject: &Subject<'_>, path: &str, category: &Link, tool: &Link) -> Head {
    let (entry, frame) = (subject.entry, subject.frame);
    let summary = entry
        .summary
        .as_ref()
        .map(|text| plain(text.as_str()))
        .unwrap_or_default();
    let title = entry.title.trim();
    let mut head = frame.head(path, title, &summary, subject.card.clone());
    head.og_type = "article";
    head.noindex = !matches!(subject.state, PageState::Published);
    head.alternates = vec![
        Alternate {
            media_type: "text/markdown",
            href: "index.md".to_owned(),
            title: "This page as Markdown",
        },
        Alternate {
            media_type: "application/json",
            href: "index.json".to_owned(),
            title: "This page as JSON",
        },
    ];
    let url = frame.url(path);
    head.json_ld = vec![
        json_ld::article(&json_ld::Article {
            headline: title,
            description: &head.description,
            url: &url,
            image: head.image.as_ref().map(|image| image.url.as_str()),
            lang: frame.lang,
            site: frame.title,
            base_url: &frame.base_url,
            about: &tool.text,
            added: entry.added,
            updated: entry.updated,
        }),
        json_ld::breadcrumb(&[
            (
                &category.text,
                frame.url(category.href.trim_start_matches("../")),
            ),
            (&tool.text, frame.url(&format!("{}/", entry.id.tool()))),
            (title, url.clone()),
        ]),
    ];
    head
}

/// A link to another entry; none where it has no page.
fn other(subject: &Subject<'_>, root: &Root, id: &crate::name::EntryId) -> Option<Link> {
    subject
        .titles
        .title(id)
        .map(|title| Link::new(root.to(&format!("{id}/")), title))
}

impl LookAlike {
    fn new(
        subject: &Subject<'_>,
        root: &Root,
        voice: Voice<'_>,
        look: &crate::entry::LookAlike,
    ) -> Self {
        Self {
            text: voice.inline(&look.text),
            see: look.see.as_ref().and_then(|id| other(subject, root, id)),
        }
    }
}
