//! What terms alone say of documents: a BM25 score of the best line and of the whole text.
//!
//! After Robertson and others (BM25F): the saturated, length-normalised counts are in the postings as impacts, the logarithms in
//! the weights of the terms, so that a search only multiplies and adds whole numbers.

use std::cmp::Reverse;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::gain::{Alike, Gain, asked_weight, gains};
use super::index::{Basics, Found};
use super::query::{Pick, Query};
use super::rank::RANK;
use super::sought::Sought;

/// Lines whose terms are scored together.
const SCORED_LINES: usize = 600;

/// What the terms say of one document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Terms {
    /// Score of the best line.
    pub(super) line: i64,
    /// Score of the whole text.
    pub(super) text: i64,
    /// How much of the text's weight the document knows.
    pub(super) known: i64,
}

/// The term scores of all documents that any looked-up term leads to.
pub(super) struct TermScores {
    documents: Vec<(u32, Terms)>,
    /// Where in `documents` each stands.
    places: FxHashMap<u32, u32>,
    /// The weight of all that was asked.
    pub(super) asked: i64,
    /// What a question asks for.
    pub(super) sought: Sought,
}

impl TermScores {
    pub(super) fn new(
        query: &Query,
        basics: &Basics,
        picks: &[Pick],
        found: &[Found],
        alike: &[Alike],
    ) -> Self {
        let gains: Vec<Vec<Gain>> = picks
            .iter()
            .zip(found)
            .enumerate()
            .map(|(number, (pick, found))| gains(number, pick, found, alike))
            .collect();
        let sought = Sought::new(picks, found, alike);
        let mut scores = Self::of_documents(&gains, sought);
        let gains = scores.placed(&gains);
        let mut by_line: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (number, (pick, found)) in picks.iter().zip(found).enumerate() {
            let weights = pick.lines.iter().map(|&line| query.line_weight(line));
            let heaviest = weights.max().unwrap_or(0);
            let weight = asked_weight(number, found, alike).unwrap_or(basics.full);
            let weight = if pick.whole {
                i64::from(weight * pick.shape)
            } else {
                0
            };
            scores.asked += weight;
            for &(place, gain) in &gains[number] {
                let terms = &mut scores.documents[place].1;
                terms.text += gain.worth * heaviest / 256;
                terms.known += weight * gain.share / 16;
            }
            for &line in &pick.lines {
                by_line.entry(line).or_default().push(number);
            }
        }
        scores.score_lines(query, by_line, &gains);
        scores
    }

    /// All documents that anything is gained for, without scores yet.
    fn of_documents(gains: &[Vec<Gain>], sought: Sought) -> Self {
        let most = gains.iter().map(Vec::len).sum();
        let mut documents = Vec::new();
        let mut places = FxHashMap::with_capacity_and_hasher(most, FxBuildHasher);
        for gain in gains.iter().flatten() {
            places.entry(gain.document).or_insert_with(|| {
                documents.push((gain.document, Terms::default()));
                u32::try_from(documents.len() - 1).unwrap_or(u32::MAX)
            });
        }
        Self {
            documents,
            places,
            asked: 0,
            sought,
        }
    }

    /// The gains with the places of their documents.
    fn placed<'g>(&self, gains: &'g [Vec<Gain>]) -> Vec<Vec<(usize, &'g Gain)>> {
        let place = |gain: &'g Gain| (self.places[&gain.document] as usize, gain);
        let placed = gains.iter().map(|gains| gains.iter().map(place).collect());
        placed.collect()
    }

    /// The score of the best line of each document, over the lines with most terms.
    fn score_lines(
        &mut self,
        query: &Query,
        by_line: FxHashMap<u32, Vec<usize>>,
        gains: &[Vec<(usize, &Gain)>],
    ) {
        let mut lines: Vec<(u32, Vec<usize>)> = by_line.into_iter().collect();
        lines.sort_by_key(|(line, numbers)| (Reverse(numbers.len()), *line));
        let mut worth = vec![0; self.documents.len()];
        for (line, numbers) in lines.into_iter().take(SCORED_LINES) {
            let of_line = || numbers.iter().flat_map(|&number| &gains[number]);
            for &(place, gain) in of_line() {
                worth[place] += gain.worth;
            }
            for &(place, _) in of_line() {
                let terms = &mut self.documents[place].1;
                let score = std::mem::take(&mut worth[place]) * query.line_weight(line) / 256;
                terms.line = terms.line.max(score);
            }
        }
    }

    pub(super) fn of(&self, document: u32) -> Terms {
        let place = self.places.get(&document);
        place.map_or_else(Terms::default, |&place| self.documents[place as usize].1)
    }

    /// The documents worth reading: the best by the whole text and the best by a single line, in turn.
    pub(super) fn candidates(&self) -> Vec<u32> {
        let most = usize::try_from(RANK.candidates).unwrap_or(0);
        let best = |of: &dyn Fn(&Terms) -> i64| {
            let documents = self.documents.iter();
            let mut all: Vec<(Reverse<i64>, u32)> = documents
                .map(|(document, terms)| (Reverse(of(terms)), *document))
                .collect();
            if all.len() > most {
                all.select_nth_unstable(most);
                all.truncate(most);
            }
            all.sort_unstable();
            all
        };
        let (by_line, by_text) = (best(&|terms| terms.line), best(&|terms| terms.text));
        let mut out: Vec<u32> = Vec::new();
        for (line, text) in by_line.into_iter().zip(by_text) {
            for (_, document) in [line, text] {
                if !out.contains(&document) && out.len() < most {
                    out.push(document);
                }
            }
        }
        out
    }
}
