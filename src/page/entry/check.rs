//! A check that a reader can make.

use serde::Serialize;

use super::cause_link::CauseLink;
use super::subject::{Subject, Voice};
use crate::entry::{Check, Expect};
use crate::markdown::Html;
use crate::page::label::Label;
use crate::page::words;

/// Something to look at or to run.
#[derive(Debug, Serialize)]
pub struct CheckView<'a> {
    /// The anchor on the page: `check-1`.
    pub anchor: String,
    /// Where it can be made: `macOS`, `web`.
    pub platform: Option<&'a str>,
    /// What to look at.
    pub ask: Option<Html>,
    /// What to run.
    pub run: Option<&'a str>,
    /// The command with its colours.
    pub run_html: Option<Html>,
    /// What the command does: read, write, destroy, or nobody said.
    pub effect: Label,
    /// What the outcomes mean.
    pub expect: Vec<ExpectView<'a>>,
}

/// One outcome of a check.
#[derive(Debug, Serialize)]
pub struct ExpectView<'a> {
    /// What is seen, as plain text.
    pub see: &'a str,
    /// What it means.
    pub means: Option<Html>,
    /// The causes that it speaks for.
    pub points_to: Vec<CauseLink>,
    /// The causes that it excludes.
    pub rules_out: Vec<CauseLink>,
}

impl<'a> CheckView<'a> {
    /// The checks of an entry.
    pub(super) fn all(subject: &Subject<'a>, voice: Voice<'_>) -> Vec<Self> {
        let checks = subject.entry.checks.iter().enumerate();
        checks
            .map(|(at, check)| Self::new(subject, voice, at, check))
            .collect()
    }

    fn new(subject: &Subject<'a>, voice: Voice<'_>, at: usize, check: &'a Check) -> Self {
        Self {
            anchor: format!("check-{}", at + 1),
            platform: check.platform.as_deref(),
            ask: check.ask.as_ref().map(|text| voice.inline(text)),
            run: check.run.as_deref(),
            run_html: check.run.as_deref().map(Html::command),
            effect: words::effect(check.effect),
            expect: check
                .expect
                .iter()
                .map(|expect| ExpectView::new(subject, voice, expect))
                .collect(),
        }
    }
}

impl<'a> ExpectView<'a> {
    fn new(subject: &Subject<'a>, voice: Voice<'_>, expect: &'a Expect) -> Self {
        Self {
            see: &expect.see,
            means: expect.means.as_ref().map(|text| voice.inline(text)),
            points_to: subject.cause_links(&expect.points_to),
            rules_out: subject.cause_links(&expect.rules_out),
        }
    }
}
