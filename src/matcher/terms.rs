//! The terms of one document with their impacts: what the index keeps of its texts, apart from the patterns. It depends on the
//! document alone, so that it can be kept between builds.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::rank::RANK;
use crate::text::{self, Level};

/// Atoms of the body that are read.
const BODY: usize = 600;
/// Terms of a document that are kept, the most telling ones first. Measured: twice as many double what a reader downloads and find
/// nothing more.
const TERMS: usize = 80;

/// See the module's documentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// One to a line: no term holds a line break, and one text is smaller than many.
    words: String,
    /// 1 to 31, in the same order.
    impacts: Vec<u8>,
}

impl Terms {
    /// Counts the terms of a document.
    pub fn of(document: &Document<'_>) -> Self {
        count(document).impacts()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        let impacts = self.impacts.iter().map(|impact| u32::from(*impact));
        self.words.lines().zip(impacts)
    }
}

/// Terms of one document with their weighted counts, and its length in words.
struct Counted {
    terms: FxHashMap<String, u32>,
    length: u32,
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
    fn impacts(self) -> Terms {
        let mut terms: Vec<(String, u32)> = self.terms.into_iter().collect();
        terms.sort_unstable_by(|a, b| {
            b.1.cmp(&a.1)
                .then_with(|| b.0.len().cmp(&a.0.len()))
                .then_with(|| a.0.cmp(&b.0))
        });
        terms.truncate(TERMS);
        let mut words = String::new();
        let mut impacts = Vec::with_capacity(terms.len());
        for (term, count) in terms {
            words.push_str(&term);
            words.push('\n');
            impacts.push(impact(count, self.length));
        }
        Terms { words, impacts }
    }
}

/// The saturated, length-normalised count of BM25, 1 to 31.
fn impact(count: u32, length: u32) -> u8 {
    let norm = RANK.k + length / RANK.spread;
    let impact = (31 * count).div_ceil(count + norm.min(40)).clamp(1, 31);
    u8::try_from(impact).unwrap_or(31)
}
