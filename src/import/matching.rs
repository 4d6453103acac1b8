//! Brings threads and entries together with the matcher that readers search with.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::template::template;
use crate::entry::{Entry, State};
use crate::evidence::{Matched, Thread, ThreadKind};
use crate::library::Library;
use crate::matcher::{Document, Index, search};
use crate::name::{EntryId, ThreadRef};

/// Errors of a thread that are looked up; those after them are echoes.
const MOST_ERRORS: usize = 3;

/// The entries, ready to be found.
pub(super) struct Matching<'l> {
    library: &'l Library,
    index: Index,
    cited: BTreeMap<&'l ThreadRef, Vec<&'l EntryId>>,
}

impl<'l> Matching<'l> {
    pub(super) fn new(library: &'l Library) -> Self {
        let entries = library
            .entries
            .iter()
            .filter(|entry| entry.asked_state() != State::Withdrawn);
        let documents: Vec<Document<'_>> = entries.map(document).collect();
        let mut cited: BTreeMap<&ThreadRef, Vec<&EntryId>> = BTreeMap::new();
        for entry in &library.entries {
            for thread in entry
                .sources
                .iter()
                .filter_map(|(_, source)| source.issue.as_ref())
            {
                cited.entry(thread).or_default().push(&entry.id);
            }
        }
        Self {
            library,
            index: Index::build(&documents),
            cited,
        }
    }

    /// Whether an entry cites a thread.
    pub(super) fn is_cited(&self, thread: &ThreadRef) -> bool {
        self.cited.contains_key(thread)
    }

    /// The entries that cite a thread.
    pub(super) fn citing(&self, thread: &ThreadRef) -> impl Iterator<Item = &'l EntryId> {
        self.cited.get(thread).into_iter().flatten().copied()
    }

    /// Every thread that an entry cites.
    pub(super) fn cited(&self) -> impl Iterator<Item = &'l ThreadRef> {
        self.cited.keys().copied()
    }

    /// The entries a thread belongs to: those whose page a reader with its error would be shown, and those that cite
    /// it as a report.
    pub(super) fn entries(&self, thread: &Thread) -> Vec<Matched> {
        if thread.kind != ThreadKind::Issue || thread.errors.is_empty() {
            return Vec::new();
        }
        let ignored = |entry: &EntryId| self.library.config.ignores(&thread.issue, Some(entry));
        let mut found: BTreeMap<EntryId, f64> = BTreeMap::new();
        for error in thread.errors.iter().take(MOST_ERRORS) {
            let Some((entry, score)) = self.best(&error.text) else {
                continue;
            };
            if !ignored(&entry) {
                let known = found.entry(entry).or_default();
                *known = known.max(score);
            }
        }
        let mut entries: Vec<Matched> = found
            .into_iter()
            .map(|(entry, score)| Matched {
                entry,
                score: Some(score),
            })
            .collect();
        for entry in self.cited.get(&thread.issue).into_iter().flatten() {
            if !ignored(entry) && entries.iter().all(|matched| matched.entry != **entry) {
                entries.push(Matched {
                    entry: (*entry).clone(),
                    score: None,
                });
            }
        }
        entries
    }

    /// The stored threads that belong to other entries now than their files say.
    pub(super) fn stale(&self) -> Vec<&'l Thread> {
        let library: &'l Library = self.library;
        let threads: Vec<&'l Thread> = library
            .threads
            .values()
            .map(|stored| &stored.says)
            .collect();
        threads
            .into_par_iter()
            .filter(|thread| self.entries(thread) != thread.entries)
            .collect()
    }

    /// The entry that answers an error, and how much of its signature the error says.
    fn best(&self, error: &str) -> Option<(EntryId, f64)> {
        let answer = search(&self.index, error).ok()?;
        let first = answer.matches.first().filter(|_| answer.confident)?;
        let signature = first.why.first().map_or("", |why| why.signature.as_str());
        Some((EntryId::parse(&first.address)?, likeness(error, signature)))
    }
}

/// How alike two messages are, from 0 to 1, by the words that do not vary (Dice, 1945). Unlike the matcher's score it
/// does not change when other entries come and go, so that evidence files stay as they are.
fn likeness(error: &str, signature: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        template(text)
            .split_whitespace()
            .map(str::to_owned)
            .collect()
    };
    let (error, signature) = (words(error), words(signature));
    let common = u32::try_from(error.intersection(&signature).count()).unwrap_or(u32::MAX);
    let all = u32::try_from(error.len() + signature.len())
        .unwrap_or(u32::MAX)
        .max(1);
    let share = f64::from(2 * common) / f64::from(all);
    (share * 100.0).round() / 100.0
}

/// What the matcher is told of an entry.
fn document(entry: &Entry) -> Document<'_> {
    let text = |text: &'_ str| -> Cow<'_, str> { Cow::Owned(text.to_owned()) };
    Document {
        address: Cow::Borrowed(entry.id.as_str()),
        tool: Cow::Borrowed(entry.id.tool()),
        title: Cow::Borrowed(&entry.title),
        summary: entry
            .summary
            .as_ref()
            .map_or(Cow::Borrowed(""), |summary| text(summary.as_str())),
        signatures: entry
            .signatures
            .iter()
            .map(|signature| Cow::Borrowed(signature.text.as_str()))
            .collect(),
        samples: entry
            .samples
            .iter()
            .map(|sample| Cow::Borrowed(sample.as_str()))
            .collect(),
        wrapper: entry.wrapper,
        ..Document::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_does_not_look_at_what_varies() {
        assert!(
            (likeness("Error: code 500 at 12:30:01", "error: code 500 at 09:00:00") - 1.0).abs()
                < f64::EPSILON
        );
        assert!(likeness("Error: code 500 at the gate", "error: code") < 0.8);
        assert!(likeness("", "").abs() < f64::EPSILON);
    }
}
