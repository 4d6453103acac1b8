//! What a looked-up term gives to the documents: by itself, by words like it, by what people say for it.

use rustc_hash::FxHashMap;

use super::index::{Found, Row};
use super::query::{Phrase, Pick};
use super::rank::RANK;

/// What people say for some picks, as the index knows it: its words, its documents with the least impact of its words in each.
pub(super) struct Alike {
    picks: Vec<usize>,
    terms: Vec<String>,
    weight: u32,
    postings: Vec<(u32, u32)>,
}

impl Alike {
    /// Of a phrase, only the telling words count: the others stand in more documents than their rows name. One word that the index
    /// does not know and there is no such phrase.
    pub(super) fn new(phrase: Phrase, found: Vec<Found>) -> Self {
        let rows: Option<Vec<Row>> = found.into_iter().map(|found| found.exact).collect();
        let rows = rows.unwrap_or_default();
        let weight = rows.iter().map(|row| row.weight).max().unwrap_or(0);
        let mut telling = rows.into_iter().filter(|row| row.weight * 2 >= weight);
        let mut postings = telling.next().map(|row| row.postings).unwrap_or_default();
        for row in telling {
            let impacts: FxHashMap<u32, u32> = row.postings.into_iter().collect();
            postings.retain_mut(|(document, impact)| {
                let other = impacts.get(document).copied();
                *impact = other.map_or(*impact, |other| other.min(*impact));
                other.is_some()
            });
        }
        Self {
            picks: phrase.picks,
            terms: phrase.terms,
            weight,
            postings,
        }
    }

    /// Its words, if any document says it.
    pub(super) fn terms(&self) -> &[String] {
        if self.postings.is_empty() {
            &[]
        } else {
            &self.terms
        }
    }
}

/// What a pick gives to a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gain {
    pub(super) document: u32,
    /// Weight times 16.
    pub(super) worth: i64,
    /// How far the document knows it, of 16.
    pub(super) share: i64,
}

/// The best that each document has for a pick, by document.
pub(super) fn gains(number: usize, pick: &Pick, found: &Found, alike: &[Alike]) -> Vec<Gain> {
    let mut all: Vec<Gain> = Vec::new();
    let mut add = |weight: u32, postings: &[(u32, u32)], share: i64| {
        all.extend(postings.iter().map(|&(document, impact)| Gain {
            document,
            worth: i64::from(weight * impact * pick.shape) / 31 * share / 16,
            share,
        }));
    };
    if let Some(row) = &found.exact {
        add(row.weight, &row.postings, 16);
    }
    for (_, row) in &found.near {
        add(row.weight, &row.postings, RANK.near);
    }
    for other in alike.iter().filter(|other| other.picks.contains(&number)) {
        let own = found.exact.as_ref().map_or(u32::MAX, |row| row.weight);
        add(own.min(other.weight), &other.postings, RANK.alike);
    }
    // Each row is in order already: this merges them, and has nothing to do where there is one.
    all.sort_by_key(|gain| gain.document);
    all.dedup_by(|other, known| {
        let same = other.document == known.document;
        if same {
            known.worth = known.worth.max(other.worth);
            known.share = known.share.max(other.share);
        }
        same
    });
    all
}

/// The weight of what was asked: of a word that the index does not know, the greatest of what stands in for it.
pub(super) fn asked_weight(number: usize, found: &Found, alike: &[Alike]) -> Option<u32> {
    if let Some(row) = &found.exact {
        return Some(row.weight);
    }
    let others = alike.iter().filter(|other| other.picks.contains(&number));
    let weights = found.near.iter().map(|(_, row)| row.weight);
    let weights = weights.chain(others.map(|other| other.weight));
    weights.filter(|&weight| weight > 0).max()
}
