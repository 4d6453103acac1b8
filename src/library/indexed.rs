//! The index of a knowledge base's search: one way to make it, for the site, `find`, the import and the checks of samples.
//! The terms of a document are kept between runs, since counting them is most of the work; they depend on the entry and on the
//! name of its tool alone.

use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::documents::{self, without_body};
use crate::entry::Entry;
use crate::matcher::{Document, Index, Terms};
use crate::memo::{Hash, Table, hash_of};
use crate::tools::Tools;

/// The terms of entries, counted before.
#[derive(Debug)]
pub struct KeptTerms {
    rows: Table<CountedTerms>,
    /// Whether this run needed any; one that did not says nothing about what is still of use.
    asked: AtomicBool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct CountedTerms {
    key: Hash,
    terms: Terms,
}

impl KeptTerms {
    /// Nothing is known from before; what is counted is kept in memory.
    pub fn nothing() -> Self {
        Self::over(Table::in_memory())
    }

    /// What runs kept in a folder of caches.
    pub fn open(folder: &Path) -> Self {
        Self::over(Table::open(folder, "terms"))
    }

    fn over(rows: Table<CountedTerms>) -> Self {
        Self {
            rows,
            asked: AtomicBool::new(false),
        }
    }

    /// Keeps the terms that this run used or counted.
    pub fn turn(&mut self) {
        if self.asked.swap(false, Ordering::Relaxed) {
            self.rows.turn();
        }
    }

    /// Keeps the terms of an entry though this run did not ask for them.
    pub fn keep(&self, entry: &Entry) {
        self.asked.store(true, Ordering::Relaxed);
        self.rows.keep(entry.id.as_str());
    }

    fn known(&self, entry: &Entry, key: &Hash) -> Option<&CountedTerms> {
        self.rows
            .get(entry.id.as_str())
            .filter(|row| row.key == *key)
    }
}

/// The index of these entries, each with the state of its page.
pub fn index(entries: &[(&Entry, &str)], tools: &Tools, kept: &KeptTerms) -> Index {
    let (documents, rows): (Vec<Document<'_>>, Vec<Cow<'_, CountedTerms>>) = entries
        .par_iter()
        .map(|(entry, state)| {
            let document = without_body(entry, tools, state);
            let key = hash_of(&(entry.hash, &document.tool));
            let row = kept.known(entry, &key).map_or_else(
                || {
                    let terms = Terms::of(&documents::document(entry, tools, state));
                    Cow::Owned(CountedTerms { key, terms })
                },
                Cow::Borrowed,
            );
            (document, row)
        })
        .unzip();
    let terms: Vec<&Terms> = rows.iter().map(|row| &row.terms).collect();
    let index = Index::of_counted(&documents, &terms);
    for ((entry, _), row) in entries.iter().zip(rows) {
        kept.keep(entry);
        if let Cow::Owned(row) = row {
            kept.rows.set(entry.id.as_str(), row);
        }
    }
    index
}
