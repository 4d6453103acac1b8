//! A thread as the text of its file: stable order of keys, absent facts are absent keys, nothing of the moment.

use std::fmt::{Display, Write as _};

use super::{ClosedBy, Matched, Thread, ThreadError, ThreadFix};
use crate::name::Url;
use crate::yaml::{flow_list, flow_map, scalar};

impl Thread {
    /// The text of its file. Decoding it gives the same thread.
    pub fn to_yaml(&self) -> String {
        let mut out = Lines::default();
        out.value("issue", &self.issue);
        out.text("url", Some(self.url.as_str()));
        out.text("title", Some(&self.title));
        out.value("kind", word(&self.kind));
        out.value("state", word(&self.state));
        out.text("state_reason", self.state_reason.as_deref());
        out.list("labels", &self.labels);
        out.text("author", self.author.as_deref());
        out.text("association", self.association.as_deref());
        out.maybe("opened", self.opened);
        out.maybe("closed", self.closed);
        out.maybe("updated", self.updated);
        out.counts("reactions", &self.reactions);
        out.items("errors", &self.errors, error);
        if !self.environment.is_empty() {
            let pairs = self.environment.iter();
            let pairs = flow_map(pairs.map(|(key, value)| (key.as_str(), scalar(value))));
            out.value("environment", pairs);
        }
        out.items("fixes", &self.fixes, fix);
        if let Some(closed_by) = &self.closed_by {
            out.value("closed_by", closed(closed_by));
        }
        out.maybe("duplicate_of", self.duplicate_of.as_ref());
        out.list("also_reported_by", &self.also_reported_by);
        out.items("entries", &self.entries, |matched, item| {
            item.flow(matched_pairs(matched));
        });
        out.maybe("gone", self.gone.as_ref().map(word));
        out.maybe("moved_to", self.moved_to.as_ref());
        out.text
    }
}

/// The YAML word of a value of a fixed vocabulary.
fn word(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).expect("a word is text");
    json.as_str().expect("a word is text").to_owned()
}

fn error(error: &ThreadError, item: &mut Lines) {
    item.text("text", Some(&error.text));
    item.text("where", error.r#where.as_deref());
}

fn fix(fix: &ThreadFix, item: &mut Lines) {
    item.text("url", fix.url.as_ref().map(Url::as_str));
    item.maybe("date", fix.date);
    item.text("author", fix.author.as_deref());
    item.text("association", fix.association.as_deref());
    item.value("kind", word(&fix.kind));
    item.text("excerpt", fix.excerpt.as_deref());
    item.counts("reactions", &fix.reactions);
    item.list("confirmed_by", &fix.confirmed_by);
    item.list("rejected_by", &fix.rejected_by);
    item.maybe("gone", fix.gone.as_ref().map(word));
}

fn closed(by: &ClosedBy) -> String {
    let pairs = [
        (
            "pull_request",
            by.pull_request.as_ref().map(ToString::to_string),
        ),
        ("commit", by.commit.as_deref().map(scalar)),
        ("release", by.release.as_deref().map(scalar)),
        ("date", by.date.map(|day| day.to_string())),
    ];
    flow_map(
        pairs
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?))),
    )
}

fn matched_pairs(matched: &Matched) -> Vec<(&'static str, String)> {
    let mut pairs = vec![("entry", matched.entry.to_string())];
    pairs.extend(matched.score.map(|score| ("score", format!("{score:.2}"))));
    pairs
}

/// Keys and values below each other.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn value(&mut self, key: &str, value: impl Display) {
        let _ = writeln!(self.text, "{key}: {value}");
    }

    fn maybe(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.value(key, value);
        }
    }

    fn text(&mut self, key: &str, text: Option<&str>) {
        self.maybe(key, text.map(scalar));
    }

    fn list(&mut self, key: &str, items: &[String]) {
        if !items.is_empty() {
            self.value(key, flow_list(items));
        }
    }

    fn counts(&mut self, key: &str, counts: &[(String, u32)]) {
        if !counts.is_empty() {
            // `+1` reads as a number without its quotes.
            let pairs = counts
                .iter()
                .map(|(name, count)| format!("\"{name}\": {count}"));
            self.value(key, format!("{{{}}}", pairs.collect::<Vec<_>>().join(", ")));
        }
    }

    fn flow(&mut self, pairs: Vec<(&'static str, String)>) {
        let _ = writeln!(self.text, "{}", flow_map(pairs));
    }

    fn items<T>(&mut self, key: &str, items: &[T], write: impl Fn(&T, &mut Self)) {
        if items.is_empty() {
            return;
        }
        let _ = writeln!(self.text, "{key}:");
        for item in items {
            let mut lines = Self::default();
            write(item, &mut lines);
            for (at, line) in lines.text.lines().enumerate() {
                let lead = if at == 0 { "  - " } else { "    " };
                let _ = writeln!(self.text, "{lead}{line}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Report;
    use crate::source::{RelPath, SourceFile};
    use crate::yaml::decode_text;

    const FULL: &str = r#"issue: example/project#12
url: https://github.com/example/project/issues/12
title: widget_exchange_failed after sign-in
kind: issue
state: closed
state_reason: completed
labels: [auth, bug]
author: some-login
association: NONE
opened: 2026-05-18
closed: 2026-05-29
updated: 2026-05-29
reactions: {"+1": 4}
errors:
  - text: 'Error: widget_exchange_failed'
    where: body
environment: {client: Chrome 148, os: macOS 26.3, version: '1.10'}
fixes:
  - url: https://github.com/example/project/issues/12#issuecomment-1234567890
    date: 2026-05-20
    author: another-login
    association: MEMBER
    kind: answer
    excerpt: Allow the outbound addresses, then reconnect.
    reactions: {"+1": 2}
    confirmed_by: [third-login]
  - kind: fix
    gone: deleted
closed_by: {pull_request: example/project#77, release: v2.1.20, date: 2026-05-29}
duplicate_of: example/project#3
also_reported_by: [fourth-login]
entries:
  - {entry: widgets/exchange-failed, score: 0.93}
gone: deleted
moved_to: other/project#1
"#;

    fn decode(text: &str) -> Thread {
        let mut report = Report::default();
        let file = SourceFile::from_bytes(RelPath::new("a.yaml"), text.as_bytes().to_vec());
        let thread = decode_text(&file.expect("text"), &mut report);
        assert!(report.findings().is_empty(), "{:?}", report.findings());
        thread.expect("decodes")
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let thread = decode(FULL);
        let text = thread.to_yaml();
        assert_eq!(decode(&text), thread);
        assert_eq!(
            text,
            FULL.replace(
                "excerpt: Allow the outbound addresses, then reconnect.",
                "excerpt: 'Allow the outbound addresses, then reconnect.'"
            )
        );
    }
}
