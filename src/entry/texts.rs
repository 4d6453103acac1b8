//! Every text of an entry with its place, for rules that look at all of them.

use super::{Check, Entry, Fix};
use crate::finding::KeyPath;
use crate::name::Markdown;

/// How a text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Rendered as Markdown, in the writer's own words.
    Prose,
    /// Shown as it is: error texts and commands.
    Plain,
}

/// One text of an entry.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// Where it stands.
    pub path: KeyPath,
    /// What it says.
    pub text: &'a str,
    /// How it is shown.
    pub kind: TextKind,
}

impl Entry {
    /// Every text, in the order of the page.
    pub fn texts(&self) -> Vec<Text<'_>> {
        let mut all = Collect(Vec::new());
        all.plain(KeyPath::of("title"), Some(&self.title));
        for (key, text) in [
            ("summary", &self.summary),
            ("quick_fix", &self.quick_fix),
            ("meaning", &self.meaning),
            ("why", &self.why),
            ("evidence_note", &self.evidence_note),
            ("withdrawn", &self.says.withdrawn),
        ] {
            all.prose(KeyPath::of(key), text.as_ref());
        }
        for (at, signature) in self.signatures.iter().enumerate() {
            all.plain(
                KeyPath::of("signatures").item(at).key("text"),
                Some(&signature.text),
            );
        }
        for (key, texts) in [
            ("samples", &self.samples),
            ("not_samples", &self.not_samples),
            ("asked_as", &self.asked_as),
        ] {
            for (at, text) in texts.iter().enumerate() {
                all.plain(KeyPath::of(key).item(at), Some(text));
            }
        }
        for (at, cause) in self.causes.iter().enumerate() {
            let place = KeyPath::of("causes").item(at);
            all.prose(place.clone().key("claim"), Some(&cause.claim));
            all.prose(place.clone().key("tell"), cause.tell.as_ref());
            all.fixes(&place.key("fixes"), &cause.fixes);
        }
        all.fixes(&KeyPath::of("fixes"), &self.fixes);
        for (at, check) in self.checks.iter().enumerate() {
            all.check(&KeyPath::of("checks").item(at), check);
        }
        for (key, texts) in [
            ("steps", &self.steps),
            ("prevention", &self.prevention),
            ("open", &self.open),
        ] {
            all.list(&KeyPath::of(key), texts);
        }
        for (at, other) in self.not_this.iter().enumerate() {
            all.prose(
                KeyPath::of("not_this").item(at).key("text"),
                Some(&other.text),
            );
        }
        if let Some(escalate) = &self.escalate {
            let place = KeyPath::of("escalate");
            all.prose(place.clone().key("to"), escalate.to.as_ref());
            all.list(&place.clone().key("collect"), &escalate.collect);
            all.prose(place.key("deadline"), escalate.deadline.as_ref());
        }
        for (key, source) in &self.sources {
            let place = KeyPath::of("sources").key(key);
            all.prose(place.clone().key("says"), source.says.as_ref());
            all.plain(place.key("title"), source.title.as_ref());
        }
        for (at, faq) in self.faq.iter().enumerate() {
            let place = KeyPath::of("faq").item(at);
            all.prose(place.clone().key("q"), Some(&faq.q));
            all.prose(place.key("a"), Some(&faq.a));
        }
        all.0
    }
}

struct Collect<'a>(Vec<Text<'a>>);

impl<'a> Collect<'a> {
    fn prose(&mut self, path: KeyPath, text: Option<&'a Markdown>) {
        self.0.extend(text.map(|text| Text {
            path,
            text: text.as_str(),
            kind: TextKind::Prose,
        }));
    }

    fn plain(&mut self, path: KeyPath, text: Option<&'a String>) {
        self.0.extend(text.map(|text| Text {
            path,
            text,
            kind: TextKind::Plain,
        }));
    }

    fn list(&mut self, path: &KeyPath, texts: &'a [Markdown]) {
        for (at, text) in texts.iter().enumerate() {
            self.prose(path.clone().item(at), Some(text));
        }
    }

    fn fixes(&mut self, path: &KeyPath, fixes: &'a [Fix]) {
        for (at, fix) in fixes.iter().enumerate() {
            let place = path.clone().item(at);
            self.prose(place.clone().key("do"), Some(&fix.r#do));
            self.list(&place.clone().key("steps"), &fix.steps);
            self.prose(place.clone().key("undo"), fix.undo.as_ref());
            self.prose(place.clone().key("confirm"), fix.confirm.as_ref());
            for (number, outcome) in fix.outcomes.iter().enumerate() {
                let environment = place
                    .clone()
                    .key("outcomes")
                    .item(number)
                    .key("environment");
                self.prose(environment, outcome.environment.as_ref());
            }
        }
    }

    fn check(&mut self, place: &KeyPath, check: &'a Check) {
        self.prose(place.clone().key("ask"), check.ask.as_ref());
        self.plain(place.clone().key("run"), check.run.as_ref());
        for (at, expect) in check.expect.iter().enumerate() {
            let expected = place.clone().key("expect").item(at);
            self.plain(expected.clone().key("see"), Some(&expect.see));
            self.prose(expected.key("means"), expect.means.as_ref());
        }
    }
}
