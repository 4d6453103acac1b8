//! How telling a term is: the logarithm of its rarity, taken once, when the index is built.
//!
//! A small knowledge base cannot know which words are common in messages. So each index is weighed as if it stood beside a
//! thousand documents in which the usual words are as frequent as they are in general.

use rustc_hash::FxHashMap;

use crate::text;

/// Documents that stand for the rest of the world.
const WORLD: usize = 1_000;

/// Words that are usual in messages, and in one of how many they stand: a number and its words in each line.
const USUAL: &str = include_str!("usual.txt");

/// How often terms stand in the thousand documents.
pub(super) struct Usual(FxHashMap<String, usize>);

impl Usual {
    pub(super) fn read() -> Self {
        let mut all = FxHashMap::default();
        for line in USUAL.lines() {
            let mut words = line.split(' ');
            let share: usize = words
                .next()
                .and_then(|share| share.parse().ok())
                .expect("each line of usual.txt begins with a number");
            for word in words {
                all.entry(text::stem(word)).or_insert(WORLD / share);
            }
        }
        Self(all)
    }

    /// The weight of a term that stands in `frequency` of `documents`.
    pub(super) fn weigh(&self, term: &str, documents: usize, frequency: usize) -> u32 {
        weight(documents, frequency, self.0.get(term).copied().unwrap_or(0))
    }
}

/// Four times the binary logarithm of how rare a term is, 1 to 63.
pub(super) fn weight(documents: usize, frequency: usize, elsewhere: usize) -> u32 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of documents are far below 2^52"
    )]
    let (total, with) = ((documents + WORLD) as f64, (frequency + elsewhere) as f64);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 1..=63"
    )]
    let weight = (4.0 * (1.0 + (total - with + 0.5).max(0.0) / (with + 0.5)).log2())
        .round()
        .clamp(1.0, 63.0) as u32;
    weight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_word_says_little_even_in_a_small_knowledge_base() {
        let usual = Usual::read();
        assert!(usual.weigh(&text::stem("failed"), 12, 1) * 2 < usual.weigh("eacces", 12, 1));
    }
}
