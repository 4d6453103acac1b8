//! What a search read of an index, so that its answer can be kept: it depends on the text, on the rows it looked up, on the cards of
//! its candidates and on the weights of the commonest terms. While all of these stay, it would read the same and say the same,
//! whatever else was added to the index, changed or removed.

use std::sync::{Arc, Mutex};

use anyhow::Result;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::index::{Basics, Card, Found, Leeway, Row, Source, Wanted};
use super::memory::Index;
use super::search::search;

/// The first 64 bits of a BLAKE3 hash.
type Print = u64;

/// What one search read.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Trail {
    basics: Print,
    /// The terms, each after the sign of its leeway, one to a line.
    terms: String,
    /// All that was found for them.
    rows: Print,
    /// The addresses of the candidates.
    cards: Vec<Print>,
    /// All of these cards.
    cards_say: Print,
}

/// An index whose searches leave trails. Documents are known by their addresses: numbers change when a document is added.
#[derive(Debug)]
pub struct Tracked {
    index: Index,
    basics: Print,
    addresses: Vec<Print>,
    cards: Vec<Print>,
    numbers: FxHashMap<Print, u32>,
}

impl Tracked {
    /// Searches of this index leave trails.
    pub fn new(index: Index) -> Self {
        let addresses: Vec<Print> = index
            .cards
            .par_iter()
            .map(|card| first_bits(blake3::hash(card.address.as_bytes())))
            .collect();
        Self {
            basics: basics_print(&index.basics),
            cards: index
                .cards
                .par_iter()
                .map(|card| card_print(card))
                .collect(),
            numbers: addresses.iter().copied().zip(0..).collect(),
            addresses,
            index,
        }
    }

    /// Searches, and says what was read for the answer.
    pub fn search(&self, text: &str) -> Result<(Answer, Trail)> {
        let reading = Reading {
            of: self,
            trail: Mutex::default(),
        };
        let answer = search(&reading, text)?;
        let mut trail = reading.trail.into_inner().expect("no holder panics");
        trail.basics = self.basics;
        Ok((answer, trail))
    }

    /// Whether a search that left this trail would read the same now.
    pub fn holds(&self, trail: &Trail) -> bool {
        let wanted: Option<Vec<Wanted<'_>>> = trail.terms.lines().map(wanted).collect();
        let numbers: Option<Vec<u32>> = trail
            .cards
            .iter()
            .map(|address| self.numbers.get(address).copied())
            .collect();
        let (Some(wanted), Some(numbers)) = (wanted, numbers) else {
            return false;
        };
        trail.basics == self.basics
            && trail.cards_say == self.cards_print(&numbers)
            && self
                .index
                .rows(&wanted)
                .is_ok_and(|rows| trail.rows == self.rows_print(&rows))
    }

    fn rows_print(&self, rows: &[Found]) -> Print {
        print(|hasher| {
            for found in rows {
                let near = found.near.iter().map(|(term, row)| (term.as_str(), row));
                for (term, row) in found.exact.iter().map(|row| ("", row)).chain(near) {
                    hasher.update(term.as_bytes());
                    self.hash_row(hasher, row);
                }
                hasher.update(&[u8::from(found.exact.is_some()), number(found.near.len())]);
            }
        })
    }

    fn hash_row(&self, hasher: &mut blake3::Hasher, row: &Row) {
        let mut bytes = Vec::with_capacity(8 + row.postings.len() * 9);
        bytes.extend(row.weight.to_le_bytes());
        bytes.extend(row.postings.len().to_le_bytes());
        for &(document, impact) in &row.postings {
            bytes.extend(self.addresses[document as usize].to_le_bytes());
            bytes.push(number(impact as usize));
        }
        hasher.update(&bytes);
    }

    fn cards_print(&self, numbers: &[u32]) -> Print {
        print(|hasher| {
            for &number in numbers {
                hasher.update(&self.cards[number as usize].to_le_bytes());
            }
        })
    }
}

/// One search that writes its trail.
struct Reading<'t> {
    of: &'t Tracked,
    trail: Mutex<Trail>,
}

impl Source for Reading<'_> {
    fn basics(&self) -> &Basics {
        self.of.index.basics()
    }

    fn rows(&self, terms: &[Wanted<'_>]) -> Result<Vec<Found>> {
        let rows = self.of.index.rows(terms)?;
        let mut trail = self.trail.lock().expect("no holder panics");
        trail.terms = terms.iter().map(line).collect();
        trail.rows = self.of.rows_print(&rows);
        Ok(rows)
    }

    fn cards(&self, documents: &[u32]) -> Result<Vec<Arc<Card>>> {
        let mut trail = self.trail.lock().expect("no holder panics");
        let address = |&number: &u32| self.of.addresses[number as usize];
        trail.cards = documents.iter().map(address).collect();
        trail.cards_say = self.of.cards_print(documents);
        self.of.index.cards(documents)
    }
}

fn line(wanted: &Wanted<'_>) -> String {
    let leeway = match wanted.leeway {
        Leeway::None => '=',
        Leeway::Typo => '~',
        Leeway::Prefix => '^',
    };
    format!("{leeway}{}\n", wanted.term)
}

fn wanted(line: &str) -> Option<Wanted<'_>> {
    let leeway = match line.chars().next()? {
        '=' => Leeway::None,
        '~' => Leeway::Typo,
        '^' => Leeway::Prefix,
        _ => return None,
    };
    Some(Wanted {
        term: &line[1..],
        leeway,
    })
}

/// What a search reads of the basics, but for how many documents there are, which it does not ask.
fn basics_print(basics: &Basics) -> Print {
    let mut common: Vec<(&String, &u32)> = basics.common.iter().collect();
    common.sort_unstable();
    print(|hasher| {
        hasher.update(&basics.full.to_le_bytes());
        for (term, weight) in common {
            hasher.update(term.as_bytes()).update(&[0]);
            hasher.update(&weight.to_le_bytes());
        }
    })
}

/// What a card is ranked by; the words of a pattern follow from its text.
fn card_print(card: &Card) -> Print {
    let mut bytes = Vec::new();
    for text in [&card.address, &card.title] {
        bytes.extend(text.as_bytes());
        bytes.push(0);
    }
    bytes.push(u8::from(card.wrapper));
    for pattern in &card.patterns {
        bytes.extend(pattern.text.as_bytes());
        bytes.extend([0, number(pattern.kind as usize), u8::from(pattern.wrapper)]);
        bytes.extend(
            pattern
                .parts
                .iter()
                .map(|part| number(part.weight as usize)),
        );
        bytes.push(0);
    }
    first_bits(blake3::hash(&bytes))
}

/// Weights, impacts and kinds fit; what is greater counts as the greatest.
fn number(value: usize) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

fn print(write: impl FnOnce(&mut blake3::Hasher)) -> Print {
    let mut hasher = blake3::Hasher::new();
    write(&mut hasher);
    first_bits(hasher.finalize())
}

fn first_bits(hash: blake3::Hash) -> Print {
    let bytes = hash.as_bytes()[..8].try_into();
    u64::from_le_bytes(bytes.expect("a hash has 32 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::Document;

    fn document(address: &str, signature: &str) -> Document<'static> {
        Document {
            address: address.to_owned().into(),
            title: signature.to_owned().into(),
            signatures: vec![signature.to_owned().into()],
            ..Document::default()
        }
    }

    fn tracked(documents: &[(&str, &str)]) -> Tracked {
        let documents: Vec<Document<'_>> = documents
            .iter()
            .map(|(address, signature)| document(address, signature))
            .collect();
        Tracked::new(Index::build(&documents))
    }

    const BEFORE: [(&str, &str); 3] = [
        ("a/locked", "the index.lock cannot be created"),
        ("b/refused", "connection refused by registry"),
        ("c/heap", "JavaScript heap out of memory"),
    ];

    #[test]
    fn a_trail_holds_while_what_was_read_stays() {
        let (answer, trail) = tracked(&BEFORE).search("heap out of memory").unwrap();
        assert_eq!(answer.matches[0].address, "c/heap");
        assert!(tracked(&BEFORE).holds(&trail));
        let mut other = BEFORE;
        other[0].1 = "the config.lock cannot be created";
        assert!(tracked(&other).holds(&trail), "it never read that entry");
    }

    #[test]
    fn a_trail_ends_where_a_row_or_a_candidate_differs() {
        let (_, trail) = tracked(&BEFORE).search("heap out of memory").unwrap();
        let mut rival = BEFORE;
        rival[1].1 = "heap refused by registry";
        assert!(
            !tracked(&rival).holds(&trail),
            "a rival has one of the words"
        );
        let mut changed = BEFORE;
        changed[2].1 = "JavaScript heap limit: out of memory";
        assert!(!tracked(&changed).holds(&trail), "the candidate says more");
        assert!(!tracked(&BEFORE[..2]).holds(&trail), "it is gone");
    }
}
