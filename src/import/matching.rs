//! Brings threads and entries together with the matcher that readers search with.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::template::{VARIES, template};
use crate::entry::{Entry, State};
use crate::evidence::{Matched, Thread, ThreadKind};
use crate::finding::Report;
use crate::library::{self, ContentFiles, KeptTerms, Library};
use crate::matcher::{Index, search};
use crate::name::{EntryId, ThreadRef};

/// Errors of a thread that are looked up; those after them are echoes.
const MOST_ERRORS: usize = 3;

/// The entries, ready to be found.
pub(super) struct Matching<'l> {
    library: &'l Library,
    index: Index,
    cited: BTreeMap<&'l ThreadRef, Vec<&'l EntryId>>,
    comments: BTreeMap<&'l ThreadRef, BTreeSet<u64>>,
    unreadable: BTreeSet<EntryId>,
}

impl<'l> Matching<'l> {
    pub(super) fn new(library: &'l Library) -> Self {
        let entries: Vec<(&Entry, &str)> = library
            .entries
            .iter()
            .filter(|entry| entry.asked_state() != State::Withdrawn)
            .map(|entry| (entry, entry.asked_state().as_str()))
            .collect();
        let mut cited: BTreeMap<&ThreadRef, Vec<&EntryId>> = BTreeMap::new();
        let mut comments: BTreeMap<&ThreadRef, BTreeSet<u64>> = BTreeMap::new();
        for entry in &library.entries {
            for (_, source) in &entry.sources {
                let Some(thread) = &source.issue else {
                    continue;
                };
                cited.entry(thread).or_default().push(&entry.id);
                let address = source.address();
                let comment = source
                    .comment
                    .as_ref()
                    .and(address.rsplit_once("#issuecomment-"));
                let id = comment.and_then(|(_, id)| id.parse::<u64>().ok());
                comments.entry(thread).or_default().extend(id);
            }
        }
        Self {
            library,
            index: library::index(&entries, &library.tools, &KeptTerms::nothing()),
            cited,
            comments,
            unreadable: unreadable(library),
        }
    }

    /// The comments of a thread that entries cite, by their ids.
    pub(super) fn cited_comments(&self, thread: &ThreadRef) -> Vec<u64> {
        let ids = self.comments.get(thread).into_iter().flatten();
        ids.copied().collect()
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

    /// The entries a thread belongs to, and those it belonged to that cannot be read at the moment.
    pub(super) fn entries(&self, thread: &Thread, before: Option<&Thread>) -> Vec<Matched> {
        let mut entries = self.found(thread);
        let before = before.into_iter().flat_map(|before| &before.entries);
        entries.extend(
            before
                .filter(|known| self.unreadable.contains(&known.entry))
                .cloned(),
        );
        entries
    }

    /// The entries a thread belongs to: those whose page a reader with its error would be shown, and those that cite
    /// it as a report.
    fn found(&self, thread: &Thread) -> Vec<Matched> {
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
            .map(|stored| &*stored.says)
            .collect();
        threads
            .into_par_iter()
            .filter(|thread| self.entries(thread, Some(thread)) != thread.entries)
            .collect()
    }

    /// The entry that answers an error, and how much of its signature the error says.
    fn best(&self, error: &str) -> Option<(EntryId, f64)> {
        let answer = search(&self.index, error).ok()?;
        let first = answer.matches.first().filter(|_| answer.confident)?;
        let score = first
            .why
            .first()
            .map_or(0.0, |why| likeness(error, &why.signature, &why.captured));
        Some((EntryId::parse(&first.address)?, score))
    }
}

/// The entries whose files cannot be decoded.
pub(super) fn unreadable(library: &Library) -> BTreeSet<EntryId> {
    let files = ContentFiles::find(&library.root, &mut Report::default());
    let known: BTreeSet<&EntryId> = library.entries.iter().map(|entry| &entry.id).collect();
    let ids = files.entries.into_iter().map(|(id, _)| id);
    ids.filter(|id| !known.contains(id)).collect()
}

/// How well an error says a signature, from 0 to 1, by the words that do not vary: the index of Tversky ("Features of
/// similarity", 1977), in which a word that only the signature has costs nine times as much as one that only the error
/// has, since errors are printed with much around them. What stood in the varying parts counts for neither. Unlike the
/// matcher's score it does not change when other entries come and go, so that evidence files stay as they are.
fn likeness(error: &str, signature: &str, captured: &[String]) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        let text = template(text).replace(VARIES, " ");
        text.split(|c: char| c.is_whitespace() || ":,;()[]{}".contains(c))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let signature = words(signature);
    let mut error = words(error);
    for word in captured.iter().flat_map(|text| words(text)) {
        if !signature.contains(&word) {
            error.remove(&word);
        }
    }
    let count = |words: usize| f64::from(u32::try_from(words).unwrap_or(u32::MAX));
    let common = count(signature.intersection(&error).count());
    let missed = count(signature.difference(&error).count());
    let around = count(error.difference(&signature).count());
    if common == 0.0 {
        return 0.0;
    }
    (common / (common + 0.9 * missed + 0.1 * around) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(likeness: f64, expected: f64) -> bool {
        (likeness - expected).abs() < 0.005
    }

    #[test]
    fn likeness_does_not_look_at_what_varies() {
        let same = likeness(
            "Error: code 500 at 12:30:01",
            "error: code 500 at 09:00:00",
            &[],
        );
        assert!(close(same, 1.0));
        let captured = ["widget factory".to_owned()];
        assert!(close(
            likeness("cannot open widget factory", "cannot open <*>", &captured),
            1.0
        ));
    }

    #[test]
    fn what_the_error_lacks_counts_more_than_what_stands_around_it() {
        assert!(close(
            likeness("[main] Error: code 500 at the gate", "error: code 500", &[]),
            0.88
        ));
        assert!(likeness("error: code", "Error: code 500 at the gate", &[]) < 0.5);
        assert!(close(likeness("", "", &[]), 0.0));
    }
}
