//! The terms of one document with their impacts: what the index keeps of its texts, apart from the patterns. It depends on the
//! document alone, so that it can be kept between builds.

use std::borrow::Cow;
use std::ops::ControlFlow;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::rank::RANK;
use crate::text;

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
    counted.add(first(&document.signatures, 40), signature);
    counted.add(first(&document.samples, 20), sample);
    counted.add(first(&document.asked_as, 40), asked);
    for (text, field) in [
        (&document.title, title),
        (&document.summary, summary),
        (&document.tool, tool),
        (&document.body, body),
    ] {
        counted.add(std::slice::from_ref(text), field);
    }
    counted
}

fn first<T>(all: &[T], most: usize) -> &[T] {
    &all[..all.len().min(most)]
}

impl Counted {
    fn add(&mut self, texts: &[Cow<'_, str>], field: u32) {
        let mut left = BODY;
        for text in texts {
            let read = text::each_line(text, |words, is_frame| {
                let worth = if is_frame { 1 } else { field };
                let take = words.len().min(left);
                left -= take;
                self.length += u32::try_from(take).unwrap_or(0);
                text::each_term(&words[..take], |term, _, _| {
                    match self.terms.get_mut(term) {
                        Some(count) => *count += worth,
                        None => drop(self.terms.insert(term.to_owned(), worth)),
                    }
                });
                if left == 0 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
            if read.is_break() {
                break;
            }
        }
    }

    /// The most telling terms with their impacts.
    fn impacts(self) -> Terms {
        let mut terms: Vec<(String, u32)> = self.terms.into_iter().collect();
        let telling = |a: &(String, u32), b: &(String, u32)| {
            b.1.cmp(&a.1)
                .then_with(|| b.0.len().cmp(&a.0.len()))
                .then_with(|| a.0.cmp(&b.0))
        };
        if terms.len() > TERMS {
            terms.select_nth_unstable_by(TERMS, telling);
            terms.truncate(TERMS);
        }
        terms.sort_unstable_by(telling);
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
