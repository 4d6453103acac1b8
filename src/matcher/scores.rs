//! What terms alone say of documents: a BM25 score of the best line and of the whole text.
//!
//! After Robertson and others (BM25F): the saturated, length-normalised counts are in the postings as impacts, the logarithms in
//! the weights of the terms, so that a search only multiplies and adds whole numbers.

use rustc_hash::FxHashMap;

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
    documents: FxHashMap<u32, Terms>,
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
        let mut all: FxHashMap<u32, Terms> = FxHashMap::default();
        let mut by_line: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        let mut asked = 0;
        let gains: Vec<Vec<Gain>> = picks
            .iter()
            .zip(found)
            .enumerate()
            .map(|(number, (pick, found))| gains(number, pick, found, alike))
            .collect();
        for (number, (pick, found)) in picks.iter().zip(found).enumerate() {
            let heaviest = pick
                .lines
                .iter()
                .map(|&line| query.line_weight(line))
                .max()
                .unwrap_or(0);
            let weight = asked_weight(number, found, alike).unwrap_or(basics.full);
            let weight = if pick.whole {
                i64::from(weight * pick.shape)
            } else {
                0
            };
            asked += weight;
            for &Gain {
                document,
                worth,
                share,
            } in &gains[number]
            {
                let terms = all.entry(document).or_default();
                terms.text += worth * heaviest / 256;
                terms.known += weight * share / 16;
            }
            for &line in &pick.lines {
                by_line.entry(line).or_default().push(number);
            }
        }
        let mut lines: Vec<(u32, Vec<usize>)> = by_line.into_iter().collect();
        lines.sort_by_key(|(line, numbers)| (std::cmp::Reverse(numbers.len()), *line));
        for (line, numbers) in lines.into_iter().take(SCORED_LINES) {
            let mut scores: FxHashMap<u32, i64> = FxHashMap::default();
            for number in numbers {
                for &Gain {
                    document, worth, ..
                } in &gains[number]
                {
                    *scores.entry(document).or_default() += worth;
                }
            }
            for (document, score) in scores {
                let terms = all.entry(document).or_default();
                terms.line = terms.line.max(score * query.line_weight(line) / 256);
            }
        }
        Self {
            documents: all,
            asked,
            sought: Sought::new(picks, found, alike),
        }
    }

    pub(super) fn of(&self, document: u32) -> Terms {
        self.documents.get(&document).copied().unwrap_or_default()
    }

    /// The documents worth reading: the best by the whole text and the best by a single line, in turn.
    pub(super) fn candidates(&self) -> Vec<u32> {
        let most = usize::try_from(RANK.candidates).unwrap_or(0);
        let best = |of: &dyn Fn(&Terms) -> i64| {
            let mut all: Vec<(i64, u32)> = self
                .documents
                .iter()
                .map(|(&document, terms)| (of(terms), document))
                .collect();
            all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            all.truncate(most);
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
