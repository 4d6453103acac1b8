//! "Which one are you?"

use serde::Serialize;

use super::cause_link::CauseLink;
use super::subject::{Subject, Voice};
use crate::entry::Check;
use crate::markdown::Html;

/// A check and the outcomes that lead to a cause.
#[derive(Debug, Serialize)]
pub struct Choice<'a> {
    /// The anchor of the check on the page.
    pub check: String,
    /// What to look at; a check without a question says which command to run.
    pub ask: Option<Html>,
    /// What to run.
    pub run: Option<&'a str>,
    /// Where the check can be made.
    pub platform: Option<&'a str>,
    /// The outcomes, never none.
    pub answers: Vec<Answer<'a>>,
}

/// An outcome that tells causes apart.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    /// What is seen, as plain text.
    pub see: &'a str,
    /// The causes that it speaks for.
    pub points_to: Vec<CauseLink>,
    /// The causes that it excludes.
    pub rules_out: Vec<CauseLink>,
}

impl<'a> Choice<'a> {
    /// The choices of an entry: none unless it has several causes.
    pub(super) fn all(subject: &Subject<'a>, voice: Voice<'_>) -> Vec<Self> {
        if subject.entry.causes.len() < 2 {
            return Vec::new();
        }
        let checks = subject.entry.checks.iter().enumerate();
        checks
            .map(|(at, check)| Self::new(subject, voice, at, check))
            .filter(|choice| !choice.answers.is_empty())
            .collect()
    }

    fn new(subject: &Subject<'a>, voice: Voice<'_>, at: usize, check: &'a Check) -> Self {
        let answers = check
            .expect
            .iter()
            .filter(|expect| !expect.points_to.is_empty())
            .map(|expect| Answer {
                see: &expect.see,
                points_to: subject.cause_links(&expect.points_to),
                rules_out: subject.cause_links(&expect.rules_out),
            });
        Self {
            check: format!("#check-{}", at + 1),
            ask: check.ask.as_ref().map(|text| voice.inline(text)),
            run: check.run.as_deref(),
            platform: check.platform.as_deref(),
            answers: answers.collect(),
        }
    }
}
