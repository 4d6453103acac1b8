//! A fix.

use serde::Serialize;

use super::subject::{Subject, Voice};
use super::support::{Citation, Support};
use crate::entry::{Fix, Outcome};
use crate::markdown::Html;
use crate::page::label::Label;
use crate::page::words;

/// What to do about the error.
#[derive(Debug, Serialize)]
pub struct FixView<'a> {
    /// The anchor on the page: `fix-2`.
    pub anchor: String,
    /// What to do.
    #[serde(rename = "do")]
    pub action: Html,
    /// Whether it is a fix, a workaround or a mitigation.
    pub kind: Label,
    /// The steps, when it takes several.
    pub steps: Vec<Html>,
    /// Where it applies; empty for everywhere.
    pub platforms: Vec<&'a str>,
    /// What its commands do: read, write, destroy, or nobody said.
    pub effect: Label,
    /// How to take it back.
    pub undo: Option<Html>,
    /// How to see that it worked.
    pub confirm: Option<Html>,
    /// How well it is supported.
    pub support: Support<'a>,
    /// How it went for those who tried.
    pub outcomes: Vec<OutcomeView<'a>>,
}

/// One trial of a fix.
#[derive(Debug, Serialize)]
pub struct OutcomeView<'a> {
    /// How it went: worked, failed, partial, worse.
    pub result: Label,
    /// Where it was tried.
    pub environment: Option<Html>,
    /// Who says so.
    pub citations: Vec<Citation<'a>>,
}

impl<'a> FixView<'a> {
    /// A fix; `number` counts the fixes of the page.
    pub(super) fn new(
        subject: &Subject<'a>,
        voice: Voice<'_>,
        fix: &'a Fix,
        number: &mut usize,
    ) -> Self {
        *number += 1;
        let mut support = Support::new(subject, &fix.evidence, &[]);
        support.confirmations = subject.confirmations(&fix.evidence);
        Self {
            anchor: format!("fix-{number}"),
            action: voice.block(&fix.r#do),
            kind: words::fix_kind(fix.kind),
            steps: fix.steps.iter().map(|step| voice.inline(step)).collect(),
            platforms: fix.platforms.iter().map(String::as_str).collect(),
            effect: words::effect(fix.effect),
            undo: fix.undo.as_ref().map(|text| voice.inline(text)),
            confirm: fix.confirm.as_ref().map(|text| voice.inline(text)),
            support,
            outcomes: fix
                .outcomes
                .iter()
                .map(|outcome| OutcomeView::new(subject, voice, outcome))
                .collect(),
        }
    }
}

impl<'a> OutcomeView<'a> {
    fn new(subject: &Subject<'a>, voice: Voice<'_>, outcome: &'a Outcome) -> Self {
        Self {
            result: words::outcome(outcome.result),
            environment: outcome.environment.as_ref().map(|text| voice.inline(text)),
            citations: subject.citations(outcome.evidence.iter().map(String::as_str)),
        }
    }
}
