//! Questions that readers ask.

use serde::Serialize;

use super::subject::{Subject, Voice};
use crate::markdown::{Html, plain};
use crate::page::json_ld;

/// A question that readers ask.
#[derive(Debug, Serialize)]
pub struct Faq {
    /// The question.
    pub q: Html,
    /// The answer.
    pub a: Html,
}

impl Faq {
    /// The questions of an entry.
    pub(super) fn all(subject: &Subject<'_>, voice: Voice<'_>) -> Vec<Self> {
        let questions = subject.entry.faq.iter();
        questions
            .map(|faq| Self {
                q: voice.inline(&faq.q),
                a: voice.block(&faq.a),
            })
            .collect()
    }

    /// The same for search engines, where the site asks for it.
    pub(super) fn data(subject: &Subject<'_>, shown: &[Self]) -> Option<Html> {
        if shown.is_empty() || !subject.library.config.faq_data {
            return None;
        }
        let questions: Vec<_> = subject
            .entry
            .faq
            .iter()
            .map(|faq| plain(faq.q.as_str()))
            .collect();
        let pairs = questions.iter().zip(shown);
        Some(json_ld::faq(
            pairs.map(|(question, faq)| (question.as_ref(), &faq.a)),
        ))
    }
}
