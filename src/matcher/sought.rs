//! How far a question asks for what a card offers: word by word and in any order, misspelt or in other words, since people do not
//! type what programs print.

use rustc_hash::FxHashMap;

use super::gain::Alike;
use super::index::Found;
use super::pattern::{Kind, Pattern};
use super::query::Pick;
use super::rank::RANK;
use crate::text;

/// The stems that a question asks for, and how far, of 16.
pub(super) struct Sought(FxHashMap<String, i64>);

impl Sought {
    pub(super) fn new(picks: &[Pick], found: &[Found], alike: &[Alike]) -> Self {
        let mut all: FxHashMap<String, i64> = FxHashMap::default();
        let mut add = |stem: &str, share: i64| {
            let known = all.entry(stem.to_owned()).or_default();
            *known = share.max(*known);
        };
        for (pick, found) in picks.iter().zip(found).filter(|(pick, _)| pick.whole) {
            add(&pick.term, 16);
            for (stem, _) in &found.near {
                add(stem, RANK.near);
            }
        }
        for stem in alike.iter().flat_map(Alike::terms) {
            add(stem, RANK.alike);
        }
        Self(all)
    }

    /// Whether a word is asked for, if need be misspelt.
    pub(super) fn names(&self, word: &str) -> bool {
        self.share(&text::stem(word)) >= RANK.near
    }

    /// The most that is asked for of any pattern; a code is asked for as it is printed or not at all.
    pub(super) fn best_of(&self, patterns: &[Pattern]) -> i64 {
        let worded = patterns.iter().filter(|one| one.kind != Kind::Code);
        worded.map(|one| self.worth(one)).max().unwrap_or(0)
    }

    /// The weight of what is asked for of a pattern, times 16, times the square of its share of the whole.
    fn worth(&self, pattern: &Pattern) -> i64 {
        let mut seen: Vec<String> = Vec::with_capacity(pattern.parts.len());
        let (mut found, mut total) = (0, 0);
        for part in &pattern.parts {
            let stem = text::stem(&part.word);
            if !seen.contains(&stem) {
                found += i64::from(part.weight) * self.share(&stem);
                total += i64::from(part.weight) * 16;
                seen.push(stem);
            }
        }
        let total = total.max(1);
        found * found / total * found / total
    }

    fn share(&self, stem: &str) -> i64 {
        self.0.get(stem).copied().unwrap_or(0)
    }
}
