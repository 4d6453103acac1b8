//! What the build before rendered, and from what: a page is rendered again only where something it is made from differs.
//!
//! A page of a list is made from its view and the theme. An entry's files are made from the entry, its verdict, its threads and
//! what they ask of other entries, which is recorded while they are rendered. The index is made from the terms of each document,
//! which are counted again only where the entry differs. A row also names the files that came out, with their hashes: they are
//! kept only where the sink still has them. So a memo never changes what a build gives, and one that is lost costs time alone.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Site;
use crate::check::Verdict;
use crate::entry::{Card, Entry};
use crate::library::KeptTerms;
use crate::memo::{Hash, Table, hash_of};
use crate::name::{EntryId, ThreadRef};
use crate::page::Titles;
use crate::sink::Sink;

/// What builds keep for the next one.
#[derive(Debug)]
pub struct Memo {
    /// By what they make: a file, an entry's address with `/`, or the index.
    pub(super) made: Table<Made>,
    /// The terms of entries.
    pub(super) terms: KeptTerms,
}

/// The files that something became.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Made {
    /// The hash of all it is made from, but for `asked`.
    pub(super) key: Hash,
    /// Titles it asked for, and what it was told.
    pub(super) asked: Vec<(String, Option<String>)>,
    /// Each with the hash of its content.
    pub(super) files: Vec<(String, Hash)>,
}

impl Memo {
    /// Nothing is known from before.
    pub fn nothing() -> Self {
        Self {
            made: Table::in_memory(),
            terms: KeptTerms::nothing(),
        }
    }

    /// What builds kept in a folder of caches, but for the terms.
    pub fn open(folder: &Path) -> Self {
        Self {
            made: Table::open(folder, "made"),
            terms: KeptTerms::nothing(),
        }
    }

    /// The same, with these terms: what the check counted is not counted again.
    #[must_use]
    pub fn with_terms(self, terms: KeptTerms) -> Self {
        Self { terms, ..self }
    }

    /// Keeps what this build made, once its files are in place.
    pub fn turn(&mut self) {
        self.made.turn();
        self.terms.turn();
    }

    /// Whether `name` was made from the same before, and its files are still there; then it is kept.
    pub(super) fn keeps(
        &self,
        name: &str,
        key: &Hash,
        sink: &dyn Sink,
        title: impl Fn(&str) -> Option<String>,
    ) -> bool {
        let row = self.made.get(name).filter(|made| made.key == *key);
        let same = row.is_some_and(|made| {
            made.asked.iter().all(|(id, told)| title(id) == *told)
                && made.files.iter().all(|(path, hash)| sink.keep(path, hash))
        });
        if same {
            self.made.keep(name);
        }
        same
    }
}

/// The hash of what all pages are made from.
pub(super) fn common(site: &Site<'_>) -> Hash {
    let library = site.library;
    hash_of(&(
        site.theme.fingerprint(),
        site.view,
        &library.config,
        library.tools.iter().collect::<Vec<_>>(),
        &site.options.base_url,
        site.options.drafts == super::Drafts::Built,
    ))
}

/// The hash of what the files of an entry are made from, but for what they ask of other entries.
pub(super) fn entry_key(site: &Site<'_>, card: &Card, entry: &Entry) -> Hash {
    let verdict = site.verdicts.of(&card.id);
    let lacks = match verdict {
        Verdict::Stub(lacks) => lacks.as_slice(),
        _ => &[],
    };
    let cited = entry
        .sources
        .iter()
        .filter_map(|(_, source)| source.issue.as_ref());
    let threads: Vec<(&ThreadRef, Option<&Hash>)> = cited
        .chain(site.library.matched(&entry.id))
        .map(|id| (id, site.library.thread(id).map(|thread| &thread.hash)))
        .collect();
    hash_of(&(
        site.common(),
        &card.id,
        entry.hash,
        verdict.as_str(),
        lacks,
        site.verdicts.changes(&entry.id),
        threads,
    ))
}

/// Tells titles, and remembers what it told.
pub(super) struct Asked<'a> {
    site: &'a Site<'a>,
    told: RefCell<BTreeMap<String, Option<String>>>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(site: &'a Site<'a>) -> Self {
        Self {
            site,
            told: RefCell::default(),
        }
    }

    pub(super) fn into_told(self) -> Vec<(String, Option<String>)> {
        self.told.into_inner().into_iter().collect()
    }
}

impl Titles for Asked<'_> {
    fn title(&self, id: &EntryId) -> Option<String> {
        let title = self.site.title(id);
        let mut told = self.told.borrow_mut();
        told.insert(id.to_string(), title.clone());
        title
    }
}
