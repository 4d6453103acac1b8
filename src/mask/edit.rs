//! Keeps track of what was replaced while rules change a text one after the other, so that every masked piece can be
//! pointed at in the original.

use std::borrow::Cow;
use std::ops::Range;

use super::Secret;
use super::rule::Rule;

/// A text with the replacements made so far.
pub(super) struct Edits<'a> {
    text: Cow<'a, str>,
    cuts: Vec<Cut>,
}

/// One placeholder: where it stands now, and what it stands for.
struct Cut {
    now: Range<usize>,
    secret: Secret,
}

impl<'a> Edits<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            cuts: Vec::new(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cuts.is_empty()
    }

    pub(super) fn into_text(self) -> String {
        self.text.into_owned()
    }

    pub(super) fn into_secrets(self) -> Vec<Secret> {
        self.cuts.into_iter().map(|cut| cut.secret).collect()
    }

    /// Replaces the spans (in order, apart from each other) by the placeholder of the rule; a placeholder within a
    /// span is swallowed by the new one.
    pub(super) fn replace(&mut self, rule: &'static Rule, spans: &[Range<usize>]) {
        if spans.is_empty() {
            return;
        }
        let placeholder = format!("<{}>", rule.kind);
        let mut text = String::with_capacity(self.text.len());
        let mut cuts = Vec::with_capacity(self.cuts.len() + spans.len());
        let mut done = 0;
        for span in spans {
            text.push_str(&self.text[done..span.start]);
            cuts.extend(self.kept(done..span.start, &text));
            let start = text.len();
            text.push_str(&placeholder);
            let original = self.original(span.start)..self.original(span.end);
            let secret = Secret {
                kind: &rule.kind,
                class: rule.class,
                span: original,
            };
            cuts.push(Cut {
                now: start..text.len(),
                secret,
            });
            done = span.end;
        }
        text.push_str(&self.text[done..]);
        cuts.extend(self.kept(done..self.text.len(), &text));
        self.text = Cow::Owned(text);
        self.cuts = cuts;
    }

    /// The placeholders within a part that was just copied to the end of `text`.
    fn kept(&self, part: Range<usize>, text: &str) -> Vec<Cut> {
        let moved = |at: usize| text.len() - (part.end - at);
        let inside = |cut: &&Cut| part.start <= cut.now.start && cut.now.end <= part.end;
        let shift = |cut: &Cut| Cut {
            now: moved(cut.now.start)..moved(cut.now.end),
            secret: cut.secret.clone(),
        };
        self.cuts.iter().filter(inside).map(shift).collect()
    }

    /// Where an offset of the text as it is now lay in the original.
    fn original(&self, at: usize) -> usize {
        let before = self.cuts.iter().rev().find(|cut| cut.now.start < at);
        match before {
            None => at,
            Some(cut) => cut.secret.span.end + at.saturating_sub(cut.now.end),
        }
    }
}
