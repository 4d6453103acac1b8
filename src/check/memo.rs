//! What checks know from the run before. Where nothing changed, that is everything. Else an entry or a thread is not looked at again
//! by rules that read nothing but it and what it cites, nor by rules that search, while their searches would read the same of the
//! index. Of single entries only those without a finding are kept, so that their findings are always those of this run.

use std::borrow::Cow;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::kept::KeptCheck;
use super::prose::Prints;
use crate::entry::Entry;
use crate::library::{Library, StoredThread};
use crate::matcher::Trail;
use crate::memo::{Hash, Table, hash_of};

/// The name of the only row of its table.
const WHOLE: &str = "whole";

/// See the module's documentation.
#[derive(Debug)]
pub struct Memo {
    whole: Table<KeptCheck>,
    /// Entries by address and threads by file.
    clean: Table<Clean>,
    /// By the address of the entry.
    prints: Table<Prints>,
}

/// Something without a finding.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Clean {
    /// The hash of all that was looked at, but for the following.
    pub(super) key: Hash,
    /// Paths inside the site that it links to: pages that were there.
    pub(super) links: Vec<String>,
    /// Its searches; none where rules that search were not asked, or found something.
    pub(super) searches: Option<Vec<Trail>>,
}

impl Memo {
    /// Nothing is known from before.
    pub fn nothing() -> Self {
        Self {
            whole: Table::in_memory(),
            clean: Table::in_memory(),
            prints: Table::in_memory(),
        }
    }

    /// What runs kept in a folder of caches.
    pub fn open(folder: &Path) -> Self {
        Self {
            whole: Table::open(folder, "checked"),
            clean: Table::open(folder, "clean"),
            prints: Table::open(folder, "prints"),
        }
    }

    /// Keeps what this run found for the next one.
    pub fn turn(&mut self) {
        self.whole.turn();
        self.clean.turn();
        self.prints.turn();
    }

    /// All that the run before found, where it found it in the same.
    pub(super) fn whole(&self, key: &Hash) -> Option<&KeptCheck> {
        let kept = self.whole.get(WHOLE).filter(|kept| kept.key == *key)?;
        self.whole.keep(WHOLE);
        self.clean.keep_all();
        self.prints.keep_all();
        Some(kept)
    }

    /// Remembers all that was found.
    pub(super) fn set_whole(&self, check: KeptCheck) {
        self.whole.set(WHOLE, check);
    }

    /// What is known of something that was clean with this hash, while all it links to is there.
    pub(super) fn clean(
        &self,
        name: &str,
        key: &Hash,
        exists: impl Fn(&str) -> bool,
    ) -> Option<&Clean> {
        self.clean
            .get(name)
            .filter(|row| row.key == *key && row.links.iter().all(|link| exists(link)))
    }

    /// Says that what is known of it stands.
    pub(super) fn keep(&self, name: &str) {
        self.clean.keep(name);
    }

    /// The prints of an entry.
    pub(super) fn prints(&self, entry: &Entry) -> Cow<'_, Prints> {
        let name = entry.id.as_str();
        if let Some(known) = self.prints.get(name).filter(|row| row.key == entry.hash) {
            self.prints.keep(name);
            return Cow::Borrowed(known);
        }
        let prints = Prints::of(entry);
        self.prints.set(name, prints.clone());
        Cow::Owned(prints)
    }

    /// Remembers that something is clean.
    pub(super) fn set(&self, name: &str, clean: Clean) {
        self.clean.set(name, clean);
    }
}

/// The hash of the settings that rules read.
pub(super) fn settings(library: &Library) -> Hash {
    hash_of(&library.config)
}

/// The hash of an entry and of what it cites.
pub(super) fn of_entry(settings: &Hash, library: &Library, entry: &Entry) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(settings).update(&entry.hash);
    hasher.update(entry.id.as_str().as_bytes());
    let cited = entry.sources.iter();
    for id in cited.filter_map(|(_, source)| source.issue.as_ref()) {
        // The entry says which they are, in order; what is imported is told apart by the length.
        let thread = library.thread(id).map_or(&[0][..], |thread| &thread.hash);
        hasher.update(&[u8::from(thread.len() == 1)]).update(thread);
    }
    *hasher.finalize().as_bytes()
}

/// The hash of a thread.
pub(super) fn of_thread(settings: &Hash, thread: &StoredThread) -> Hash {
    let mut hasher = blake3::Hasher::new();
    *hasher
        .update(settings)
        .update(&thread.hash)
        .finalize()
        .as_bytes()
}
