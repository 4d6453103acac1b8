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

#[derive(Debug, Serialize, Deserialize)]
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

    fn known(&self, entry: &Entry, key: &Hash) -> Option<&Terms> {
        let row = self.rows.get(entry.id.as_str())?;
        (row.key == *key).then_some(&row.terms)
    }
}

/// The index of these entries, each with the state of its page.
pub fn index(entries: &[(&Entry, &str)], tools: &Tools, kept: &KeptTerms) -> Index {
    let (documents, terms): (Vec<Document<'_>>, Vec<Cow<'_, Terms>>) = entries
        .par_iter()
        .map(|(entry, state)| {
            let document = without_body(entry, tools, state);
            let key = hash_of(&(entry.hash, &document.tool));
            let terms = match kept.known(entry, &key) {
                Some(terms) => {
                    kept.keep(entry);
                    Cow::Borrowed(terms)
                }
                None => Cow::Owned(Terms::of(&documents::document(entry, tools, state))),
            };
            (document, terms)
        })
        .unzip();
    let borrowed: Vec<&Terms> = terms.iter().map(AsRef::as_ref).collect();
    let index = Index::of_counted(&documents, &borrowed);
    for ((entry, _), (document, terms)) in entries.iter().zip(documents.iter().zip(terms)) {
        if let Cow::Owned(terms) = terms {
            let key = hash_of(&(entry.hash, &document.tool));
            kept.asked.store(true, Ordering::Relaxed);
            kept.rows
                .set(entry.id.as_str(), CountedTerms { key, terms });
        }
    }
    index
}
