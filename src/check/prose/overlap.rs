//! What the texts of entries share, by shingles of five words (Broder, "On the resemblance and
//! containment of documents", 1997). Of all shingles a fixed eighth is looked at, chosen by hash, so
//! that a large knowledge base fits into memory; ratios stay the same within the error of sampling.

use std::borrow::Cow;
use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::Prints;
use crate::entry::{Entry, TextKind};
use crate::name::EntryId;

/// Words of a shingle.
const WORDS: usize = 5;
/// One shingle in this many is looked at.
const SAMPLE: u64 = 8;
/// A shingle in this many entries is boilerplate.
const COMMON: usize = 3;
/// The fewest sampled shingles that make a ratio worth saying.
const ENOUGH: usize = 6;

/// What one entry shares with others.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct Overlap {
    /// The share of its text, in percent, that stands in three or more entries.
    pub(in crate::check) common: usize,
    /// The entry that shares most with it, and how much of this text in percent.
    pub(in crate::check) nearest: Option<(EntryId, usize)>,
}

/// What each entry shares with others.
#[derive(Debug, Default)]
pub(in crate::check) struct Overlaps {
    entries: FxHashMap<EntryId, Overlap>,
}

impl Overlaps {
    /// Compares all entries, by what each says.
    pub(in crate::check) fn of(entries: &[(&Entry, Cow<'_, Prints>)]) -> Self {
        let mut holders: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (number, (_, own)) in entries.iter().enumerate() {
            for shingle in &own.shingles {
                let holding = holders.entry(*shingle).or_default();
                if holding.len() < 8 {
                    holding.push(u32::try_from(number).unwrap_or(u32::MAX));
                }
            }
        }
        let overlaps = entries
            .par_iter()
            .enumerate()
            .map(|(number, (entry, own))| {
                let overlap = overlap(number, &own.shingles, &holders, entries);
                (entry.id.clone(), overlap)
            });
        Self {
            entries: overlaps.collect::<Vec<_>>().into_iter().collect(),
        }
    }

    /// What an entry shares.
    pub(in crate::check) fn of_entry(&self, id: &EntryId) -> Overlap {
        self.entries.get(id).cloned().unwrap_or_default()
    }
}

fn overlap(
    number: usize,
    own: &[u64],
    holders: &FxHashMap<u64, Vec<u32>>,
    entries: &[(&Entry, Cow<'_, Prints>)],
) -> Overlap {
    if own.len() < ENOUGH {
        return Overlap::default();
    }
    let mut common = 0;
    let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
    for shingle in own {
        let holding = &holders[shingle];
        common += usize::from(holding.len() >= COMMON);
        for other in holding.iter().filter(|other| **other as usize != number) {
            *shared.entry(*other).or_default() += 1;
        }
    }
    let nearest = shared
        .into_iter()
        .max_by_key(|(other, count)| (*count, std::cmp::Reverse(*other)))
        .map(|(other, count)| {
            (
                entries[other as usize].0.id.clone(),
                count * 100 / own.len(),
            )
        });
    Overlap {
        common: common * 100 / own.len(),
        nearest,
    }
}

/// The sampled shingles of an entry's own words, sorted, each once.
pub(super) fn shingles(entry: &Entry) -> Vec<u64> {
    let mut sampled = Vec::new();
    let mut window: Vec<u64> = Vec::new();
    for text in entry
        .texts()
        .into_iter()
        .filter(|text| text.kind == TextKind::Prose)
    {
        window.clear();
        for word in text
            .text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            window.push(hash_of(word));
            if window.len() >= WORDS {
                let shingle = combine(&window[window.len() - WORDS..]);
                if shingle.is_multiple_of(SAMPLE) {
                    sampled.push(shingle);
                }
            }
        }
    }
    sampled.sort_unstable();
    sampled.dedup();
    sampled
}

fn hash_of(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in word.chars().flat_map(char::to_lowercase) {
        hasher.write_u32(c as u32);
    }
    hasher.finish()
}

/// Mixes well in the low bits, by which shingles are sampled (finalizer of MurmurHash3).
fn combine(words: &[u64]) -> u64 {
    let mut hash = words.iter().fold(0_u64, |hash, word| {
        hash.rotate_left(13) ^ word.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}
