//! Builds the index in memory: terms with their fields, document frequencies, quantised impacts (BM25F with a fixed mean length,
//! so that one document more does not change the rows of all others), and the patterns with the weights of their words.
//!
//! A term weighs by the documents that speak of it, a word of a pattern by all that it stands in: what is printed is told apart
//! by rare words, what people ask by the words that messages are made of.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::document::Document;
use super::index::{Basics, Card, Row};
use super::memory::Index;
use super::pattern::{Kind, Pattern};
use super::rank::RANK;
use super::terms::Terms;
use super::weight::{Usual, weight};
use crate::text::{self, Level};

/// Postings kept of one term. Measured over 11,600 documents: an eighth of it saves 4 KB of a first query and loses pages that are
/// described in common words.
const POSTINGS: usize = 1_024;
/// Terms that most documents have are not worth a posting each: above this share only the weight is kept.
const COMMON_SHARE: usize = 24;
/// How many terms count as common at most.
const COMMON_MOST: usize = 400;
/// Patterns of a document.
const PATTERNS: usize = 24;

/// See [`Index::build`].
pub(super) fn build(documents: &[Document<'_>]) -> Index {
    let terms: Vec<Terms> = documents.par_iter().map(Terms::of).collect();
    build_counted(documents, &terms.iter().collect::<Vec<_>>())
}

/// See [`Index::of_counted`].
pub(super) fn build_counted(documents: &[Document<'_>], terms: &[&Terms]) -> Index {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by(|&a, &b| documents[a].address.cmp(&documents[b].address));
    let rows = rows(order.iter().map(|&number| terms[number]));
    let total = documents.len();
    let usual = Usual::read();
    let full = weight(total, 1, 0);
    let mut basics = Basics {
        documents: u32::try_from(total).unwrap_or(u32::MAX),
        full,
        common: FxHashMap::default(),
        tools: documents.iter().filter_map(tool).collect(),
    };
    let mut frequent: Vec<(usize, &String)> = rows
        .iter()
        .map(|(term, row)| (row.told(), term))
        .filter(|(frequency, _)| *frequency * COMMON_SHARE > total && *frequency > 3)
        .collect();
    frequent.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    basics.common = frequent
        .into_iter()
        .take(COMMON_MOST)
        .map(|(frequency, term)| (term.clone(), usual.weigh(term, total, frequency)))
        .collect();
    let cards = order
        .par_iter()
        .map(|&number| {
            card(&documents[number], full, &|word| {
                let term = text::stem(word);
                rows.get(&term)
                    .map_or(full, |row| usual.weigh(&term, total, row.frequency))
            })
        })
        .collect();
    let mut terms: Vec<(String, Row)> = rows
        .into_par_iter()
        .map(|(term, row)| {
            let weight = usual.weigh(&term, total, row.told());
            let postings = row.postings;
            (term, Row { weight, postings })
        })
        .collect();
    terms.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Index::from_parts(basics, terms, cards)
}

/// The first part of a document's address, and the name of its tool where that is another word.
fn tool(document: &Document<'_>) -> Option<(String, String)> {
    let (key, _) = document.address.split_once('/')?;
    (!document.tool.is_empty() && document.tool != key)
        .then(|| (key.to_owned(), document.tool.to_string()))
}

/// A row on its way.
#[derive(Default)]
struct Counting {
    postings: Vec<(u32, u32)>,
    /// Documents that the term stands in.
    frequency: usize,
    /// Their impacts, each up to `said`.
    said: usize,
}

type Rows = FxHashMap<String, Counting>;

fn rows<'t>(terms: impl Iterator<Item = &'t Terms>) -> Rows {
    let mut rows: Rows = FxHashMap::default();
    for (document, terms) in (0_u32..).zip(terms) {
        for (term, impact) in terms.iter() {
            if !rows.contains_key(term) {
                rows.insert(term.to_owned(), Counting::default());
            }
            let row = rows.get_mut(term).expect("inserted where it was missing");
            row.frequency += 1;
            row.said += impact.min(RANK.said) as usize;
            row.postings.push((document, impact));
        }
    }
    rows.par_iter_mut().for_each(|(_, row)| {
        let postings = &mut row.postings;
        if postings.len() > POSTINGS {
            postings.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            postings.truncate(POSTINGS);
            postings.sort_unstable();
        }
        postings.shrink_to_fit();
    });
    rows
}

impl Counting {
    /// In how many documents the term is more than an aside.
    fn told(&self) -> usize {
        self.said.div_ceil(RANK.said as usize)
    }
}

fn card(document: &Document<'_>, full: u32, weigh: &dyn Fn(&str) -> u32) -> Card {
    let mut patterns: Vec<Pattern> = document
        .signatures
        .iter()
        .map(|text| Pattern::new(Kind::Signature, text))
        .collect();
    patterns.push(Pattern::new(Kind::Title, &document.title));
    for sample in &document.samples {
        patterns.extend(
            sample_lines(sample)
                .into_iter()
                .map(|line| Pattern::new(Kind::Sample, &line)),
        );
    }
    let mut seen: Vec<Vec<String>> = Vec::new();
    patterns.retain(|pattern| {
        let words: Vec<String> = pattern.parts.iter().map(|part| part.word.clone()).collect();
        let fresh = !words.is_empty() && words.len() <= 120 && !seen.contains(&words);
        seen.push(words);
        fresh
    });
    patterns.truncate(PATTERNS);
    for part in patterns.iter_mut().flat_map(|pattern| &mut pattern.parts) {
        part.weight = weigh(&part.word);
    }
    Pattern::add_codes(&mut patterns, full);
    Card {
        address: document.address.to_string(),
        title: document.title.to_string(),
        status: document.status.to_string(),
        state: document.state.to_string(),
        quick_fix: document.quick_fix.to_string(),
        wrapper: document.wrapper,
        patterns,
    }
}

/// The lines of a sample that are worth aligning: all of a short one, the errors of a long one.
fn sample_lines(sample: &str) -> Vec<String> {
    let lines = text::lines(sample);
    if lines.len() == 1 {
        return lines.into_iter().map(|line| line.text).collect();
    }
    lines
        .into_iter()
        .filter(|line| line.level == Level::Error)
        .take(6)
        .map(|line| line.text)
        .collect()
}
