//! Reads an index file by file, as a browser does: the manifest, then the term shards of a query, then the cards of its candidates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, bail, ensure};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::index::{Basics, Card, Found, Row, Source, Wanted};
use super::manifest::{HASH, Manifest, VERSION};
use super::near;
use super::pattern::{Kind, Pattern};
use super::shard::{DIGITS, MANIFEST};

/// Where the files of an index come from: a folder, a web site, a map in a test.
pub trait Files: Sync {
    /// The bytes of a file.
    fn fetch(&self, name: &str) -> Result<Vec<u8>>;
}

type TermShard = BTreeMap<String, Vec<u32>>;
type CardShard = Vec<Arc<Card>>;

/// An index that is read as far as searches need it.
pub struct Reader<F> {
    files: F,
    manifest: Manifest,
    basics: Basics,
    terms: Mutex<FxHashMap<usize, Arc<TermShard>>>,
    cards: Mutex<FxHashMap<usize, Arc<CardShard>>>,
}

impl<F: Files> Reader<F> {
    /// Fetches the manifest.
    pub fn open(files: F) -> Result<Self> {
        let bytes = files.fetch(MANIFEST)?;
        Self::of_manifest(&bytes, files)
    }

    /// Reads an index by a manifest that was fetched already.
    pub fn of_manifest(bytes: &[u8], files: F) -> Result<Self> {
        let version: Version = serde_json::from_slice(bytes)
            .with_context(|| format!("`{MANIFEST}` is no search index"))?;
        if version.version != VERSION {
            bail!(
                "the search index has version {}, this program reads version {VERSION}",
                version.version
            );
        }
        let manifest: Manifest = serde_json::from_slice(bytes)
            .with_context(|| format!("`{MANIFEST}` is no search index"))?;
        // Hashes become names of files.
        let is_hash = |hashes: &str| hashes.bytes().all(|byte| DIGITS.contains(&byte));
        ensure!(
            is_hash(&manifest.terms) && is_hash(&manifest.cards),
            "`{MANIFEST}` is no search index"
        );
        let common = manifest
            .common
            .iter()
            .map(|(term, weight)| (term.clone(), *weight))
            .collect();
        let basics = Basics {
            documents: manifest.documents,
            full: manifest.full,
            common,
            tools: manifest.tools.clone(),
        };
        Ok(Self {
            files,
            manifest,
            basics,
            terms: Mutex::default(),
            cards: Mutex::default(),
        })
    }

    /// The names of all files that the index has by its manifest, itself included.
    pub fn names(&self) -> FxHashSet<String> {
        let Manifest { terms, cards, .. } = &self.manifest;
        let terms = (0..terms.len() / HASH).map(|number| self.manifest.term_shard(number));
        let cards = (0..cards.len() / HASH).map(|number| self.manifest.card_shard(number));
        terms.chain(cards).chain([MANIFEST.to_owned()]).collect()
    }

    /// The shards of these numbers, fetched together where they are not known yet.
    fn load<S: Send + Sync>(
        known: &Mutex<FxHashMap<usize, Arc<S>>>,
        numbers: &BTreeSet<usize>,
        read: &(dyn Fn(usize) -> Result<S> + Sync),
    ) -> Result<FxHashMap<usize, Arc<S>>> {
        let missing: Vec<usize> = {
            let known = known.lock().expect("no holder panics");
            numbers
                .iter()
                .copied()
                .filter(|number| !known.contains_key(number))
                .collect()
        };
        let fetched: Vec<(usize, Arc<S>)> = missing
            .into_par_iter()
            .map(|number| Ok((number, Arc::new(read(number)?))))
            .collect::<Result<_>>()?;
        let mut known = known.lock().expect("no holder panics");
        known.extend(fetched);
        Ok(numbers
            .iter()
            .map(|number| (*number, Arc::clone(&known[number])))
            .collect())
    }

    fn read_terms(&self, number: usize) -> Result<TermShard> {
        let name = self.manifest.term_shard(number);
        serde_json::from_slice(&self.files.fetch(&name)?)
            .with_context(|| format!("`{name}` is no term shard"))
    }

    fn read_cards(&self, number: usize) -> Result<CardShard> {
        let name = self.manifest.card_shard(number);
        let rows: Vec<CardRow> = serde_json::from_slice(&self.files.fetch(&name)?)
            .with_context(|| format!("`{name}` is no card shard"))?;
        rows.into_iter()
            .map(|row| self.decode_card(row).map(Arc::new))
            .collect::<Result<_>>()
            .with_context(|| format!("in `{name}`"))
    }

    fn decode_card(&self, row: CardRow) -> Result<Card> {
        let mut texts = row.into_iter();
        let mut text = || {
            texts
                .next()
                .and_then(|value| value.as_str().map(str::to_owned))
                .context("a text of the card is missing")
        };
        let (address, title, status, state, quick_fix) =
            (text()?, text()?, text()?, text()?, text()?);
        let wrapper = texts.next().is_some_and(|value| value == 1);
        let mut patterns = texts
            .map(|value| decode_pattern(&value, &title))
            .collect::<Result<Vec<_>>>()?;
        Pattern::add_codes(&mut patterns, self.basics.full);
        Ok(Card {
            address,
            title,
            status,
            state,
            quick_fix,
            wrapper,
            patterns,
        })
    }
}

#[derive(serde::Deserialize)]
struct Version {
    version: u32,
}

type CardRow = Vec<serde_json::Value>;

fn decode_pattern(value: &serde_json::Value, title: &str) -> Result<Pattern> {
    let (kind, text, weights): (u32, String, String) = serde_json::from_value(value.clone())
        .context("a pattern is a kind, a text and its weights")?;
    let (kind, text) = match kind {
        0 => (Kind::Signature, text.as_str()),
        1 => (Kind::Sample, text.as_str()),
        _ => (Kind::Title, title),
    };
    let mut pattern = Pattern::new(kind, text);
    ensure!(
        pattern.parts.len() == weights.len(),
        "`{text}` has another number of words than weights"
    );
    for (part, digit) in pattern.parts.iter_mut().zip(weights.bytes()) {
        part.weight = u32::try_from(
            DIGITS
                .iter()
                .position(|&known| known == digit)
                .context("an unknown weight")?,
        )?;
    }
    Ok(pattern)
}

fn decode_row(numbers: &[u32]) -> Row {
    let Some((&weight, postings)) = numbers.split_first() else {
        return Row::default();
    };
    let mut document = 0_u32;
    let postings = postings
        .chunks_exact(2)
        .map(|pair| {
            document = document.saturating_add(pair[0]);
            (document, pair[1].min(31))
        })
        .collect();
    Row {
        weight: weight.min(63),
        postings,
    }
}

impl<F: Files> Source for Reader<F> {
    fn basics(&self) -> &Basics {
        &self.basics
    }

    fn rows(&self, terms: &[Wanted<'_>]) -> Result<Vec<Found>> {
        let numbers: Vec<usize> = terms
            .iter()
            .map(|wanted| self.manifest.shard_of(wanted.term))
            .collect();
        let shards = Self::load(&self.terms, &numbers.iter().copied().collect(), &|number| {
            self.read_terms(number)
        })?;
        let head = self.manifest.head as usize;
        let found = terms.iter().zip(numbers).map(|(wanted, number)| {
            let shard = &shards[&number];
            match shard.get(wanted.term) {
                Some(row) => Found {
                    exact: Some(decode_row(row)),
                    near: Vec::new(),
                },
                None => near::find(
                    wanted.term,
                    wanted.leeway,
                    head,
                    shard
                        .iter()
                        .map(|(key, row)| (key.as_str(), decode_row(row))),
                ),
            }
        });
        Ok(found.collect())
    }

    fn cards(&self, documents: &[u32]) -> Result<Vec<Arc<Card>>> {
        let each = self.manifest.cards_each.max(1);
        let numbers: BTreeSet<usize> = documents
            .iter()
            .map(|document| (document / each) as usize)
            .collect();
        let shards = Self::load(&self.cards, &numbers, &|number| self.read_cards(number))?;
        let card = |document: &u32| {
            shards[&((document / each) as usize)]
                .get((document % each) as usize)
                .cloned()
        };
        documents
            .iter()
            .map(|document| {
                card(document).with_context(|| format!("document {document} is not in its shard"))
            })
            .collect()
    }
}
