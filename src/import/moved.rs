//! When fixbook.yaml is mended after a rename, the evidence moves to the folder of the new name. The repository's
//! number, kept in the cursor, tells that two names are one.

use std::collections::BTreeSet;

use anyhow::Result;

use super::cursor::Cursor;
use super::store::Store;
use crate::evidence::Thread;
use crate::library::Library;
use crate::name::{RepoName, ThreadRef};

/// Moves the evidence of the repository with this number to its new name, if it lies under a name that fixbook.yaml
/// does not use any more. The cursor goes last, so that a killed run goes on.
pub(super) fn adopt(library: &Library, store: &Store, new: &RepoName, id: u64) -> Result<()> {
    let configured: BTreeSet<&RepoName> = library
        .config
        .import
        .iter()
        .map(|source| &source.repo)
        .collect();
    let known: BTreeSet<&RepoName> = library.threads.keys().map(ThreadRef::repo).collect();
    for old in known.difference(&configured) {
        let Some(cursor) =
            Cursor::load(&library.root, old).filter(|cursor| cursor.repository == id)
        else {
            continue;
        };
        for stored in library
            .threads
            .values()
            .filter(|stored| stored.issue.repo() == *old)
        {
            let mut thread = Thread::clone(&stored.says);
            thread.issue = ThreadRef::new(new.clone(), thread.issue.number());
            store.write(&Thread::file(&thread.issue), &thread.to_yaml())?;
            store.remove(&Thread::file(&stored.issue))?;
        }
        store.write(&Cursor::file(new), &cursor.to_yaml())?;
        store.remove(&Cursor::file(old))?;
    }
    Ok(())
}
