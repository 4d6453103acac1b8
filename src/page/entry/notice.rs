//! What a reader has to know before the rest.

use serde::Serialize;

use super::subject::{PageState, Subject, Voice};
use crate::markdown::Html;

/// A banner at the top of the page.
#[derive(Debug, Serialize)]
pub struct Notice {
    /// What kind: `withdrawn`, `draft`, `stub` or `evidence`.
    pub kind: &'static str,
    /// The heading, as plain text.
    pub title: &'static str,
    /// The explanation.
    pub body: Option<Html>,
    /// The points, when there are several.
    pub points: Vec<Html>,
}

impl Notice {
    /// The notices of an entry's page.
    pub(super) fn all(subject: &Subject<'_>, voice: Voice<'_>) -> Vec<Self> {
        let entry = subject.entry;
        let open = || entry.open.iter().map(|question| voice.inline(question));
        let mut notices = Vec::new();
        match subject.state {
            PageState::Published => {}
            PageState::Withdrawn => notices.push(Self {
                kind: "withdrawn",
                title: "This page is withdrawn",
                body: entry.withdrawn.as_ref().map(|text| voice.block(text)),
                points: Vec::new(),
            }),
            PageState::Draft => notices.push(Self {
                kind: "draft",
                title: "This page is a draft",
                body: Some(Html::escaped("It was not reviewed yet. Open questions:"))
                    .filter(|_| !entry.open.is_empty()),
                points: open().collect(),
            }),
            PageState::Stub(missing) => notices.push(Self {
                kind: "stub",
                title: "This page is not finished",
                body: Some(Html::escaped(
                    "It does not meet the bar of this site yet. What is missing:",
                )),
                points: missing
                    .iter()
                    .map(|point| Html::escaped(point))
                    .chain(open())
                    .collect(),
            }),
        }
        if !subject.changes.is_empty() {
            notices.push(Self {
                kind: "evidence",
                title: "The evidence changed after this page was written",
                body: None,
                points: subject
                    .changes
                    .iter()
                    .map(|change| Html::escaped(change))
                    .collect(),
            });
        }
        notices
    }
}
