//! The index of the site's search, under `search/`: published entries and stubs, with the rules
//! of its text and the numbers of its ranking.

use std::borrow::Cow;

use anyhow::Result;
use rayon::prelude::*;

use super::Site;
use super::memo::{CountedTerms, key_of};
use crate::check::Verdict;
use crate::entry::{Card, Entry};
use crate::library::document;
use crate::matcher::{self, Document, Index, MANIFEST, RANK_JSON, Terms};
use crate::memo::Hash;
use crate::sink::{Sink, Stage};
use crate::text::RULES_JSON;

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    let found: Vec<(&Card, &Entry, Hash)> = site
        .cards
        .iter()
        .filter(|card| {
            let verdict = site.verdicts.of(&card.id);
            matches!(verdict, Verdict::Published | Verdict::Stub(_))
        })
        .map(|card| {
            let entry = site
                .library
                .entry(&card.id)
                .expect("cards are made of entries");
            let state = site.verdicts.of(&card.id).as_str();
            (card, entry, key_of(&(site.common, entry.hash, state)))
        })
        .collect();
    let rows: Vec<(&str, &Hash)> = found
        .iter()
        .map(|(card, _, key)| (card.id.as_str(), key))
        .collect();
    // Where the whole index is kept, its terms are not asked for, and so have to be kept here.
    for (card, _, key) in &found {
        if known(site, card, key).is_some() {
            site.memo.terms.keep(card.id.as_str());
        }
    }
    // What the engine in the browser shares with the program.
    for (name, text) in [("rules.json", RULES_JSON), ("rank.json", RANK_JSON)] {
        sink.put(&format!("search/{name}"), text.as_bytes(), Stage::Listing)?;
    }
    site.made("search/*", key_of(&rows), sink, |sink| {
        put(&index(site, &found), sink)
    })
}

fn known<'s>(site: &Site<'s>, card: &Card, key: &Hash) -> Option<&'s Terms> {
    let row = site.memo.terms.get(card.id.as_str())?;
    (row.key == *key).then_some(&row.terms)
}

/// The index of these entries: the terms of those that are new or changed are counted.
fn index(site: &Site<'_>, found: &[(&Card, &Entry, Hash)]) -> Index {
    let (documents, terms): (Vec<Document<'_>>, Vec<Cow<'_, Terms>>) = found
        .par_iter()
        .map(|(card, entry, key)| {
            let state = site.verdicts.of(&card.id).as_str();
            let mut document = document(entry, &site.library.tools, state);
            let terms = known(site, card, key)
                .map_or_else(|| Cow::Owned(Terms::of(&document)), Cow::Borrowed);
            document.body = Cow::Borrowed("");
            (document, terms)
        })
        .unzip();
    let borrowed: Vec<&Terms> = terms.iter().map(AsRef::as_ref).collect();
    let index = Index::of_counted(&documents, &borrowed);
    drop(documents);
    for ((card, _, key), terms) in found.iter().zip(terms) {
        if let Cow::Owned(terms) = terms {
            let row = CountedTerms { key: *key, terms };
            site.memo.terms.set(card.id.as_str(), row);
        }
    }
    index
}

fn put(index: &Index, sink: &dyn Sink) -> Result<()> {
    for (name, bytes) in matcher::write(index) {
        let stage = if name == MANIFEST {
            Stage::Listing
        } else {
            Stage::Hashed
        };
        sink.put(&format!("search/{name}"), &bytes, stage)?;
    }
    Ok(())
}
