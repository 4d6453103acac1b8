//! A text made ready for searching: its lines, where each word stands, and which terms are worth looking up.

use rustc_hash::FxHashMap;

use super::index::{Basics, Leeway};
use super::rank::RANK;
use crate::text::{self, Level, Line};

/// Lines whose terms are considered; of a longer log, the most serious and the last ones.
const LINES: usize = 1_000;
/// A shorter line is not broken by a terminal.
const CUT: u32 = 40;
/// A text of one line and so many words is a question, not a log.
const QUESTION: usize = 14;

/// A text to be searched for.
pub(crate) struct Query {
    pub(crate) lines: Vec<Line>,
    /// Every word of every line, in order.
    pub(crate) words: Vec<Place>,
    /// Where each folded word stands: indices into `words`.
    pub(crate) places: FxHashMap<String, Vec<u32>>,
    /// Whether it is as short as what people type.
    pub(crate) question: bool,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Index of the line.
    pub(crate) line: u32,
    /// Index of the atom in the line.
    pub(crate) atom: u32,
    /// Number of the word in the whole text; a line break counts as one word.
    pub(crate) at: u32,
}

/// A term that will be looked up.
#[derive(Debug, Clone)]
pub(crate) struct Pick {
    pub(crate) term: String,
    /// The word it came from.
    pub(crate) word: String,
    /// How much it counts by its shape, of 16.
    pub(crate) shape: u32,
    /// The lines it stands in.
    pub(crate) lines: Vec<u32>,
    /// Whether it is a word as written, not a part or a joined name.
    pub(crate) whole: bool,
    pub(crate) leeway: Leeway,
}

/// What people say for some of the picks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Indices into the picks.
    pub(crate) picks: Vec<usize>,
    /// The terms that say the same together.
    pub(crate) terms: Vec<String>,
}

impl Query {
    pub(crate) fn new(lines: Vec<Line>) -> Self {
        let mut words = Vec::new();
        let mut places: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut at = 0;
        for (line, number) in lines.iter().zip(0_u32..) {
            for (atom, place) in line.atoms.iter().zip(0_u32..) {
                if atom.folded.is_empty() {
                    continue;
                }
                places
                    .entry(atom.folded.clone())
                    .or_default()
                    .push(u32::try_from(words.len()).expect("bounded by text::Log"));
                words.push(Place {
                    line: number,
                    atom: place,
                    at,
                });
                at += 1;
            }
            at += 1;
        }
        for (word, place) in cut_codes(&lines, &words) {
            let all = places.entry(word).or_default();
            all.insert(all.partition_point(|&other| other < place), place);
        }
        let question = lines.len() == 1 && words.len() <= QUESTION;
        Self {
            lines,
            words,
            places,
            question,
        }
    }

    /// Codes that a line break cut in two: the term and the line of its first half.
    fn cut_picks(&self) -> impl Iterator<Item = (String, u32)> {
        cut_codes(&self.lines, &self.words)
            .map(|(word, place)| (word, self.words[place as usize].line))
    }

    /// How much a match in a line counts, in 256ths: its level, and a little for standing late. Wrappers stand outside what they
    /// wrap, so that of several the first is nearest to the cause.
    pub(crate) fn line_weight(&self, line: u32) -> i64 {
        let found = self.lines[line as usize].level;
        let level = i64::from(found.weight()) * 16;
        let count = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let place = if found == Level::Wrapper {
            count - line
        } else {
            line + 1
        };
        level + level * RANK.late * i64::from(place) / (16 * i64::from(count.max(1)))
    }

    /// The most telling terms, by what can be known before anything is looked up.
    pub(crate) fn picks(&self, basics: &Basics) -> Vec<Pick> {
        let mut chosen: Vec<u32> = (0..).take(self.lines.len()).collect();
        chosen.sort_by_key(|&line| {
            (
                std::cmp::Reverse(self.lines[line as usize].level.weight()),
                std::cmp::Reverse(line),
            )
        });
        chosen.truncate(LINES);
        let mut best: FxHashMap<String, (i64, Pick)> = FxHashMap::default();
        for &line in &chosen {
            self.rate_line(line, basics, &mut best);
        }
        for (term, line) in self.cut_picks() {
            let rating = i64::from(basics.full * 20) * self.line_weight(line) / 8;
            best.entry(term.clone()).or_insert_with(|| {
                (
                    rating,
                    Pick {
                        word: term.clone(),
                        term,
                        shape: 16,
                        lines: vec![line],
                        whole: false,
                        leeway: Leeway::None,
                    },
                )
            });
        }
        let mut picks: Vec<(i64, Pick)> = best.into_values().collect();
        picks.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.term.cmp(&b.1.term)));
        picks.truncate(usize::try_from(RANK.lookups).unwrap_or(0));
        picks.into_iter().map(|(_, pick)| pick).collect()
    }

    /// Whether it reads like something that a program printed.
    pub(crate) fn is_printed(&self) -> bool {
        self.lines.iter().any(|line| line.text.contains(": "))
    }

    /// What else people say for words of a question; a program prints the same words every time.
    pub(crate) fn phrases(&self, picks: &[Pick]) -> Vec<Phrase> {
        let mut out: Vec<Phrase> = Vec::new();
        let atoms = match self.lines.first() {
            Some(line) if self.question && !self.is_printed() => line.atoms.as_slice(),
            _ => return out,
        };
        for alike in text::alike(atoms) {
            let stems = atoms[alike.atoms]
                .iter()
                .map(|atom| text::stem(&atom.folded));
            let picks = stems
                .filter_map(|stem| {
                    picks
                        .iter()
                        .position(|pick| pick.whole && pick.term == stem)
                })
                .collect();
            let phrase = Phrase {
                picks,
                terms: alike.phrase,
            };
            if !phrase.picks.is_empty() && !out.contains(&phrase) {
                out.push(phrase);
            }
        }
        out.truncate(usize::try_from(RANK.alikes).unwrap_or(0));
        out
    }

    fn rate_line(&self, line: u32, basics: &Basics, best: &mut FxHashMap<String, (i64, Pick)>) {
        let atoms = &self.lines[line as usize].atoms;
        let mut rated: Vec<(i64, text::Term)> = text::terms(atoms)
            .into_iter()
            .map(|term| {
                let weight = basics
                    .common
                    .get(&term.text)
                    .copied()
                    .unwrap_or(basics.full);
                (i64::from(weight * term.shape), term)
            })
            .collect();
        rated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.text.cmp(&b.1.text)));
        rated.dedup_by(|a, b| a.1.text == b.1.text);
        let last = atoms.len().saturating_sub(1);
        for (rank, (rating, term)) in (0_i64..).zip(rated) {
            let rating = rating * self.line_weight(line) / (8 + rank);
            let whole = term.text == text::stem(&atoms[term.atom as usize].folded);
            let leeway = match (self.question, term.atom as usize == last && whole) {
                (false, _) => Leeway::None,
                (true, false) => Leeway::Typo,
                (true, true) => Leeway::Prefix,
            };
            let entry = best.entry(term.text.clone()).or_insert_with(|| {
                (
                    0,
                    Pick {
                        word: atoms[term.atom as usize].folded.clone(),
                        term: term.text,
                        shape: term.shape.min(16),
                        lines: Vec::new(),
                        whole,
                        leeway,
                    },
                )
            });
            entry.0 = entry.0.max(rating);
            if entry.1.lines.last() != Some(&line) {
                entry.1.lines.push(line);
            }
        }
    }
}

/// A code whose first half ends one line and whose second half begins the next, and the place of the first half.
fn cut_codes(lines: &[Line], words: &[Place]) -> impl Iterator<Item = (String, u32)> {
    (0_u32..).zip(words.windows(2)).filter_map(|(place, pair)| {
        let (one, two) = (pair[0], pair[1]);
        if two.line != one.line + 1 || two.atom != 0 {
            return None;
        }
        let (upper, lower) = (&lines[one.line as usize], &lines[two.line as usize]);
        let (head, tail) = (&upper.atoms[one.atom as usize], &lower.atoms[0]);
        if one.atom as usize + 1 != upper.atoms.len()
            || tail.start != 0
            || head.end as usize != upper.text.chars().count()
            || head.end < CUT
        {
            return None;
        }
        let whole = text::Atom {
            raw: format!("{}{}", head.raw, tail.raw),
            folded: format!("{}{}", head.folded, tail.folded),
            ..head.clone()
        };
        whole.is_code().then_some((whole.folded, place))
    })
}
