//! Words and phrases that people use for one another when they describe an error: `dir` and `folder`, `timed out` and `timeout`.
//!
//! The table is general engineering language, in `rules.json`: each row a group, its phrases set apart by commas. It belongs to
//! what people type; what programs print is always in the same words.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::atom::Atom;
use super::rules::RULES;
use super::term::stem;

/// A phrase, stem by stem.
type Phrase = Vec<String>;

/// Groups of phrases, to be found by the first word of each.
pub(super) struct Groups {
    groups: Vec<Vec<Phrase>>,
    /// First stem → group and place in it.
    starts: FxHashMap<String, Vec<(usize, usize)>>,
}

/// What may stand for some words of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The atoms it may stand for.
    pub atoms: Range<usize>,
    /// The stems that say the same together.
    pub phrase: Phrase,
}

/// Everything that may stand for words of these atoms, by place, then in the order of the table.
pub fn alike(atoms: &[Atom]) -> Vec<Alike> {
    let stems: Vec<String> = atoms.iter().map(|atom| stem(&atom.folded)).collect();
    let Groups { groups, starts } = &RULES.alike;
    let mut out: Vec<Alike> = Vec::new();
    for from in 0..stems.len() {
        for &(group, place) in starts.get(&stems[from]).into_iter().flatten() {
            let phrase = &groups[group][place];
            if !stems[from..].starts_with(phrase) {
                continue;
            }
            let others = groups[group].iter().filter(|other| *other != phrase);
            out.extend(others.map(|other| Alike {
                atoms: from..from + phrase.len(),
                phrase: other.clone(),
            }));
        }
    }
    out
}

impl<'de> Deserialize<'de> for Groups {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let rows = Vec::<String>::deserialize(from)?;
        let phrase = |words: &str| words.split(' ').map(stem).collect::<Phrase>();
        let groups: Vec<Vec<Phrase>> = rows
            .iter()
            .map(|row| row.split(", ").map(phrase).collect())
            .collect();
        let mut starts: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for (number, group) in groups.iter().enumerate() {
            for (place, phrase) in group.iter().enumerate() {
                let first = phrase.first().cloned().unwrap_or_default();
                starts.entry(first).or_default().push((number, place));
            }
        }
        Ok(Self { groups, starts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::atoms;

    fn others(line: &str) -> Vec<(Range<usize>, String)> {
        alike(&atoms(line))
            .into_iter()
            .map(|alike| (alike.atoms, alike.phrase.join(" ")))
            .collect()
    }

    #[test]
    fn words_and_phrases_stand_for_one_another() {
        assert!(others("wrong dir").contains(&(1..2, "directory".to_owned())));
        assert!(others("it timed out").contains(&(1..3, "timeout".to_owned())));
        assert!(others("timeouts").contains(&(0..1, "tim out".to_owned())));
        assert_eq!(others("zebra"), []);
    }

    #[test]
    fn the_table_is_written_as_words_are_folded_and_repeats_nothing() {
        for group in &RULES.alike.groups {
            let mut phrases = group.clone();
            phrases.sort();
            phrases.dedup();
            assert_eq!(phrases.len(), group.len(), "{group:?}");
            for phrase in group {
                let line = phrase.join(" ");
                let folded: Vec<String> = atoms(&line).into_iter().map(|one| one.folded).collect();
                assert_eq!(&folded, phrase);
            }
        }
    }
}
