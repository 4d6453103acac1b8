//! Builds the index in memory: terms with their fields, document frequencies, quantised impacts (BM25F with a fixed mean length,
//! so that one document more does not change the rows of all others), and the patterns with the weights of their words.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::document::Document;
use super::index::{Basics, Card, Row};
use super::memory::Index;
use super::pattern::{Kind, Pattern};
use super::rank::RANK;
use super::weight::{Usual, weight};
use crate::text::{self, Level};

/// Postings kept of one term.
const POSTINGS: usize = 128;
/// Terms that most documents have are not worth a posting each: above this share only the weight is kept.
const COMMON_SHARE: usize = 24;
/// How many terms count as common at most.
const COMMON_MOST: usize = 400;
/// Atoms of the body that are read.
const BODY: usize = 600;
/// Terms of a document that are kept, the most telling ones first. Measured: twice as many double what a reader downloads and find
/// nothing more.
const TERMS: usize = 80;
/// Patterns of a document.
const PATTERNS: usize = 24;

/// Terms of one document with their weighted counts, and its length in words.
struct Counted {
    terms: FxHashMap<String, u32>,
    length: u32,
}

/// See [`Index::build`].
pub(super) fn build(documents: &[Document<'_>]) -> Index {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by(|&a, &b| documents[a].address.cmp(&documents[b].address));
    let rows = rows(documents, &order);
    let total = documents.len();
    let usual = Usual::read();
    let full = weight(total, 1, 0);
    let mut basics = Basics {
        documents: u32::try_from(total).unwrap_or(u32::MAX),
        full,
        common: FxHashMap::default(),
    };
    let mut frequent: Vec<(usize, &String)> = rows
        .iter()
        .map(|(term, (_, frequency))| (*frequency, term))
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
                    .map_or(full, |(_, frequency)| usual.weigh(&term, total, *frequency))
            })
        })
        .collect();
    let mut terms: Vec<(String, Row)> = rows
        .into_par_iter()
        .map(|(term, (postings, frequency))| {
            let weight = usual.weigh(&term, total, frequency);
            (term, Row { weight, postings })
        })
        .collect();
    terms.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Index::from_parts(basics, terms, cards)
}

fn count(document: &Document<'_>) -> Counted {
    let [signature, sample, title, asked, tool, summary, body] = RANK.fields;
    let mut counted = Counted {
        terms: FxHashMap::default(),
        length: 0,
    };
    let many = |texts: &[std::borrow::Cow<'_, str>], most: usize| {
        texts
            .iter()
            .take(most)
            .flat_map(|text| text::lines(text))
            .collect::<Vec<_>>()
    };
    counted.add(&many(&document.signatures, 40), signature);
    counted.add(&many(&document.samples, 20), sample);
    counted.add(&many(&document.asked_as, 40), asked);
    counted.add(&text::lines(&document.title), title);
    counted.add(&text::lines(&document.summary), summary);
    counted.add(&text::lines(&document.tool), tool);
    counted.add(&text::lines(&document.body), body);
    counted
}

impl Counted {
    fn add(&mut self, lines: &[text::Line], field: u32) {
        let mut left = BODY;
        for line in lines {
            let worth = if line.level == Level::Frame { 1 } else { field };
            let take = line.atoms.len().min(left);
            left -= take;
            text::each_term(&line.atoms[..take], |term, _, _| {
                match self.terms.get_mut(term) {
                    Some(count) => *count += worth,
                    None => drop(self.terms.insert(term.to_owned(), worth)),
                }
            });
            self.length += u32::try_from(take).unwrap_or(0);
        }
    }

    /// The most telling terms with their impacts.
    fn impacts(self) -> Vec<(String, u32)> {
        let mut terms: Vec<(String, u32)> = self.terms.into_iter().collect();
        if terms.len() > TERMS {
            terms.sort_unstable_by(|a, b| {
                b.1.cmp(&a.1)
                    .then_with(|| b.0.len().cmp(&a.0.len()))
                    .then_with(|| a.0.cmp(&b.0))
            });
            terms.truncate(TERMS);
        }
        for (_, count) in &mut terms {
            *count = impact(*count, self.length);
        }
        terms
    }
}

/// Documents that are counted before they are merged: bounds the memory.
const CHUNK: usize = 2_048;

type Rows = FxHashMap<String, (Vec<(u32, u32)>, usize)>;

fn rows(documents: &[Document<'_>], order: &[usize]) -> Rows {
    let mut rows: Rows = FxHashMap::default();
    let mut document = 0;
    for chunk in order.chunks(CHUNK) {
        let counted: Vec<Vec<(String, u32)>> = chunk
            .par_iter()
            .map(|&number| count(&documents[number]).impacts())
            .collect();
        for terms in counted {
            for (term, impact) in terms {
                let row = rows.entry(term).or_default();
                row.1 += 1;
                row.0.push((document, impact));
            }
            document += 1;
        }
    }
    rows.par_iter_mut().for_each(|(_, (postings, _))| {
        if postings.len() > POSTINGS {
            postings.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            postings.truncate(POSTINGS);
            postings.sort_unstable();
        }
        postings.shrink_to_fit();
    });
    rows
}

/// The saturated, length-normalised count of BM25, 1 to 31.
fn impact(count: u32, length: u32) -> u32 {
    let norm = RANK.k + length / RANK.spread;
    (31 * count).div_ceil(count + norm.min(40)).clamp(1, 31)
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
