//! The index in memory.

use std::sync::{Arc, OnceLock};

use anyhow::Result;
use rustc_hash::FxHashMap;

use super::build;
use super::document::Document;
use super::index::{Basics, Card, Found, Row, Source, Wanted};
use super::near::{self, group_of, head_of};
use super::terms::Terms;
use crate::text;

/// An index over documents, ready to be searched or written as shards.
#[derive(Debug)]
pub struct Index {
    pub(super) basics: Basics,
    /// Sorted by term.
    pub(super) terms: Vec<(String, Row)>,
    /// Sorted by address.
    pub(super) cards: Vec<Arc<Card>>,
    /// Numbers of terms that begin alike.
    groups: OnceLock<FxHashMap<String, Vec<usize>>>,
}

impl Index {
    /// Indexes the documents; their order does not matter.
    pub fn build(documents: &[Document<'_>]) -> Self {
        build::build(documents)
    }

    /// Indexes documents whose terms were counted before, in the same order; their bodies are not read.
    pub fn of_counted(documents: &[Document<'_>], terms: &[&Terms]) -> Self {
        build::build_counted(documents, terms)
    }

    pub(super) fn from_parts(basics: Basics, terms: Vec<(String, Row)>, cards: Vec<Card>) -> Self {
        Self {
            basics,
            terms,
            cards: cards.into_iter().map(Arc::new).collect(),
            groups: OnceLock::new(),
        }
    }

    /// The rows of the plain words that begin like this one. The groups are made when one is first asked for: an index that is only
    /// written needs none.
    fn like(&self, term: &str, head: usize) -> impl Iterator<Item = (&str, Row)> {
        let groups = self.groups.get_or_init(|| {
            let mut groups: FxHashMap<String, Vec<usize>> = FxHashMap::default();
            for (number, (key, _)) in self.terms.iter().enumerate() {
                if text::plain_word(key) {
                    let group = groups.entry(group_of(key, head)).or_default();
                    group.push(number);
                }
            }
            groups
        });
        let numbers = groups.get(&group_of(term, head)).into_iter().flatten();
        numbers.map(|&number| {
            let (key, row) = &self.terms[number];
            (key.as_str(), row.clone())
        })
    }
}

impl Source for Index {
    fn basics(&self) -> &Basics {
        &self.basics
    }

    fn rows(&self, terms: &[Wanted<'_>]) -> Result<Vec<Found>> {
        let head = head_of(self.cards.len());
        Ok(terms
            .iter()
            .map(|wanted| {
                match self
                    .terms
                    .binary_search_by(|(key, _)| key.as_str().cmp(wanted.term))
                {
                    Ok(at) => Found {
                        exact: Some(self.terms[at].1.clone()),
                        near: Vec::new(),
                    },
                    Err(_) => near::find(
                        wanted.term,
                        wanted.leeway,
                        head,
                        self.like(wanted.term, head),
                    ),
                }
            })
            .collect())
    }

    fn cards(&self, documents: &[u32]) -> Result<Vec<Arc<Card>>> {
        Ok(documents
            .iter()
            .map(|&number| Arc::clone(&self.cards[number as usize]))
            .collect())
    }
}
