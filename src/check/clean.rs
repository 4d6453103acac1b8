//! What was found clean before: an entry or a thread is not looked at again by rules that read nothing else, while it and what
//! it cites are unchanged. Only what has no finding is kept, so that findings are always those of this run.

use std::path::Path;

use crate::entry::Entry;
use crate::evidence::Thread;
use crate::library::{Library, StoredThread};
use crate::memo::{Hash, Table, hash_of};
use crate::name::ThreadRef;

/// Entries and threads by file, each with the hash of all that was looked at.
#[derive(Debug)]
pub struct Clean(Table<Hash>);

impl Clean {
    /// Nothing is known from before.
    pub fn nothing() -> Self {
        Self(Table::in_memory())
    }

    /// What runs kept in a folder of caches.
    pub fn open(folder: &Path) -> Self {
        Self(Table::open(folder, "clean"))
    }

    /// Keeps what this run found clean.
    pub fn turn(&mut self) {
        self.0.turn();
    }

    /// Whether the file was clean when it, and all it is judged by, had this hash.
    pub(super) fn knows(&self, file: &str, key: &Hash) -> bool {
        let known = self.0.get(file) == Some(key);
        if known {
            self.0.keep(file);
        }
        known
    }

    /// Remembers that a file is clean.
    pub(super) fn set(&self, file: &str, key: Hash) {
        self.0.set(file, key);
    }
}

/// The hash of the settings that rules read.
pub(super) fn settings(library: &Library) -> Hash {
    hash_of(&library.config)
}

/// The hash of an entry and of what it cites.
pub(super) fn of_entry(settings: &Hash, library: &Library, entry: &Entry) -> Hash {
    let cited = entry
        .sources
        .iter()
        .filter_map(|(_, source)| source.issue.as_ref());
    let threads: Vec<(&ThreadRef, Option<&Hash>)> = cited
        .map(|id| (id, library.thread(id).map(|thread| &thread.hash)))
        .collect();
    hash_of(&(settings, &entry.id, entry.hash, threads))
}

/// The hash of a thread.
pub(super) fn of_thread(settings: &Hash, thread: &StoredThread) -> Hash {
    hash_of(&(settings, thread.hash))
}

/// The name of a thread among all files.
pub(super) fn thread_file(id: &ThreadRef) -> String {
    Thread::file(id).as_str().to_owned()
}
