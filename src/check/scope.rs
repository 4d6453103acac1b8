//! What rules may know: the knowledge base, today, and what is shared by all entries, computed once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Memo;
use super::prose::{Overlaps, Prints, Sentences};
use crate::config::GateMode;
use crate::entry::{Entry, State};
use crate::library::{self, KeptTerms, Library};
use crate::matcher::{Answer, Index, Tracked, Trail};
use crate::name::EntryId;
use crate::text;
use crate::yaml::Day;

type Lazy<'s, T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + Sync + 's>>;

/// A search that was made for a rule.
struct Searched {
    text: String,
    answer: Arc<Answer>,
    trail: Trail,
}

/// The knowledge base as rules see it.
pub struct Scope<'s> {
    /// The knowledge base.
    pub library: &'s Library,
    /// The day to compare dates with.
    pub today: Option<Day>,
    /// Which entry an old address belongs to.
    pub aliases: BTreeMap<&'s EntryId, &'s EntryId>,
    signatures: Lazy<'s, BTreeMap<String, Vec<&'s Entry>>>,
    index: Lazy<'s, Tracked>,
    /// The searches for the texts of entries that are looked at just now.
    searches: Mutex<FxHashMap<EntryId, Vec<Searched>>>,
    shared: Lazy<'s, (Overlaps, Sentences)>,
}

impl<'s> Scope<'s> {
    /// Prepares what rules share; the costly parts only when a rule asks.
    pub fn new(
        library: &'s Library,
        today: Option<Day>,
        memo: &'s Memo,
        terms: &'s KeptTerms,
    ) -> Self {
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
            index: LazyLock::new(Box::new(move || Tracked::new(index(library, terms)))),
            searches: Mutex::default(),
            shared: LazyLock::new(Box::new(move || {
                let prints = prints(library, memo);
                (Overlaps::of(&prints), Sentences::of(&prints))
            })),
        }
    }

    /// Makes what every rule of the gate asks for. Made in parallel, it must be there before rules ask in parallel: a thread that
    /// waits for the others meanwhile looks at another entry, and would wait for itself.
    pub(super) fn prepare(&self) {
        LazyLock::force(&self.index);
        LazyLock::force(&self.shared);
    }

    /// Entries with a signature of these words, as they count for equality.
    pub(super) fn holders(&self, signature: &str) -> &[&'s Entry] {
        let holders = self.signatures.get(&signature_words(signature));
        holders.map_or(&[], Vec::as_slice)
    }

    /// Searches all entries but drafts for a text of `entry`, as a reader's search would; once, however many rules ask.
    pub fn search(&self, entry: &Entry, text: &str) -> Arc<Answer> {
        let known = |searches: &Vec<Searched>| {
            let found = searches.iter().find(|searched| searched.text == text)?;
            Some(Arc::clone(&found.answer))
        };
        if let Some(answer) = self.searches().get(&entry.id).and_then(known) {
            return answer;
        }
        let found = self.index.search(text);
        let (answer, trail) = found.expect("an index in memory answers");
        let answer = Arc::new(answer);
        let searched = Searched {
            text: text.to_owned(),
            answer: Arc::clone(&answer),
            trail,
        };
        let mut searches = self.searches();
        searches.entry(entry.id.clone()).or_default().push(searched);
        answer
    }

    /// Ends the searches for the texts of an entry; gives what they read.
    pub(super) fn trails(&self, entry: &Entry) -> Vec<Trail> {
        let searches = self.searches().remove(&entry.id).unwrap_or_default();
        let mut trails: Vec<Trail> = searches.into_iter().map(|one| one.trail).collect();
        trails.sort();
        trails.dedup();
        trails
    }

    fn searches(&self) -> MutexGuard<'_, FxHashMap<EntryId, Vec<Searched>>> {
        self.searches.lock().expect("no holder panics")
    }

    /// Whether searches that left these trails would read the same now.
    pub(super) fn hold(&self, trails: &[Trail]) -> bool {
        trails.iter().all(|trail| self.index.holds(trail))
    }

    /// What entries share with others.
    pub(super) fn overlaps(&self) -> &Overlaps {
        &self.shared.0
    }

    /// Which long sentences stand where.
    pub(super) fn sentences(&self) -> &Sentences {
        &self.shared.1
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

fn prints<'s>(library: &'s Library, memo: &'s Memo) -> Vec<(&'s Entry, Cow<'s, Prints>)> {
    judged(library)
        .into_par_iter()
        .map(|entry| (entry, memo.prints(entry)))
        .collect()
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
