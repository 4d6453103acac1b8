//! What rules may know: the knowledge base, today, and what is shared by all entries, computed once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::prose::{Overlaps, Sentences};
use crate::config::GateMode;
use crate::entry::{Entry, State};
use crate::library::{self, KeptTerms, Library};
use crate::matcher::{Answer, Index, search};
use crate::name::EntryId;
use crate::text;
use crate::yaml::Day;

type Lazy<'s, T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + Sync + 's>>;

/// The knowledge base as rules see it.
pub struct Scope<'s> {
    /// The knowledge base.
    pub library: &'s Library,
    /// The day to compare dates with.
    pub today: Option<Day>,
    /// Which entry an old address belongs to.
    pub aliases: BTreeMap<&'s EntryId, &'s EntryId>,
    signatures: Lazy<'s, BTreeMap<String, Vec<&'s Entry>>>,
    index: Lazy<'s, Index>,
    overlaps: Lazy<'s, Overlaps>,
    sentences: Lazy<'s, Sentences>,
}

impl<'s> Scope<'s> {
    /// Prepares what rules share; the costly parts only when a rule asks.
    pub fn new(library: &'s Library, today: Option<Day>, terms: &'s KeptTerms) -> Self {
        let mut aliases = BTreeMap::new();
        for entry in &library.entries {
            for alias in &entry.aliases {
                aliases.entry(alias).or_insert(&entry.id);
            }
        }
        Self {
            library,
            today,
            aliases,
            signatures: LazyLock::new(Box::new(move || by_signature(library))),
            index: LazyLock::new(Box::new(move || index(library, terms))),
            overlaps: LazyLock::new(Box::new(move || Overlaps::of(&judged(library)))),
            sentences: LazyLock::new(Box::new(move || Sentences::of(&judged(library)))),
        }
    }

    /// Entries with a signature of these words, as they count for equality.
    pub(super) fn holders(&self, signature: &str) -> &[&'s Entry] {
        let holders = self.signatures.get(&signature_words(signature));
        holders.map_or(&[], Vec::as_slice)
    }

    /// Searches all entries but drafts, as a reader's search would.
    pub fn search(&self, text: &str) -> Answer {
        search(&*self.index, text).expect("an index in memory answers")
    }

    /// What entries share with others.
    pub(super) fn overlaps(&self) -> &Overlaps {
        &self.overlaps
    }

    /// Which long sentences stand where.
    pub(super) fn sentences(&self) -> &Sentences {
        &self.sentences
    }

    /// Whether the gate is asked at all.
    pub fn gates(&self) -> bool {
        self.library.config.gate_mode() != GateMode::Off
    }
}

/// A signature as the matcher sees it: two that differ in quotes, case or what varies cannot be told apart by it.
pub(super) fn signature_words(signature: &str) -> String {
    let atoms = text::atoms(&signature.replace("<*>", " "));
    let words: Vec<&str> = atoms.iter().map(|atom| atom.folded.as_str()).collect();
    match words.join(" ") {
        words if words.trim().is_empty() => signature.trim().to_lowercase(),
        words => words,
    }
}

/// The entries that the gate looks at.
fn judged(library: &Library) -> Vec<&Entry> {
    library
        .entries
        .iter()
        .filter(|entry| entry.asked_state() == State::Published)
        .collect()
}

fn by_signature(library: &Library) -> BTreeMap<String, Vec<&Entry>> {
    let mut signatures: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in &library.entries {
        for signature in &entry.signatures {
            let with = signatures
                .entry(signature_words(&signature.text))
                .or_default();
            if with.last().is_none_or(|last| last.id != entry.id) {
                with.push(entry);
            }
        }
    }
    signatures
}

fn index(library: &Library, terms: &KeptTerms) -> Index {
    let entries: Vec<_> = judged(library)
        .into_iter()
        .map(|entry| (entry, "published"))
        .collect();
    library::index(&entries, &library.tools, terms)
}

/// Whether a finding about two entries counts against `entry`: the one added later, then the one
/// with the later address, so that a newcomer cannot unpublish a page.
pub(super) fn is_newcomer(entry: &Entry, other: &Entry) -> bool {
    let key = |entry: &Entry| (entry.added.is_none(), entry.added, entry.id.clone());
    key(entry) > key(other)
}
