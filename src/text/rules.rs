//! The data both matchers share: word classes, case folding, masks, words that tell how serious a line is.
//!
//! `rules.json` is read once. The tables are coarse on purpose: what no log is written in does not need a row.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The rules as shipped to the browser, byte for byte.
pub const RULES_JSON: &str = include_str!("rules.json");

pub(super) static RULES: LazyLock<Rules> = LazyLock::new(Rules::read);

/// The decoded rules.
#[derive(Deserialize)]
pub(super) struct Rules {
    separators: Vec<(u32, u32)>,
    singles: Vec<(u32, u32)>,
    folds: Vec<(u32, u32, u32, i32)>,
    pub(super) masks: Vec<MaskRule>,
    pub(super) error: Vec<String>,
    warning: Vec<String>,
    info: Vec<String>,
    wrappers: Vec<String>,
    pub(super) alike: super::alike::Groups,
    /// What is said of words by the lists above, which are turned around once: every word of every line is looked up.
    #[serde(skip)]
    words: FxHashMap<String, Telling>,
}

/// What a word says of its line.
#[derive(Debug, Default)]
pub(super) struct Telling {
    pub(super) error: bool,
    pub(super) warning: bool,
    pub(super) info: bool,
    /// What follows the word in phrases that say only that something else failed.
    pub(super) wrappers: Vec<Vec<String>>,
}

impl Rules {
    fn read() -> Self {
        let mut rules: Self =
            serde_json::from_str(RULES_JSON).expect("rules.json is part of the program");
        let mut words: FxHashMap<String, Telling> = FxHashMap::default();
        for word in &rules.error {
            words.entry(word.clone()).or_default().error = true;
        }
        for word in std::mem::take(&mut rules.warning) {
            words.entry(word).or_default().warning = true;
        }
        for word in std::mem::take(&mut rules.info) {
            words.entry(word).or_default().info = true;
        }
        for phrase in std::mem::take(&mut rules.wrappers) {
            let mut phrase = phrase.split(' ').map(str::to_owned);
            let first = phrase.next().unwrap_or_default();
            let telling = words.entry(first).or_default();
            telling.wrappers.push(phrase.collect());
        }
        rules.words = words;
        rules
    }

    /// What a folded word says of its line, if anything.
    pub(super) fn telling(&self, word: &str) -> Option<&Telling> {
        self.words.get(word)
    }
}

/// One mask: a pattern in the subset of regular expressions that Rust and JavaScript read alike.
#[derive(Deserialize)]
pub(super) struct MaskRule {
    /// What it finds.
    pub(super) name: String,
    pub(super) pattern: String,
    /// A match right after one of these, or after a word character, does not count.
    pub(super) not_after: String,
}

/// Whether a character is part of a word: letters, digits, marks and the underscore.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    !within(&RULES.separators, c as u32)
}

/// Whether a character is a word of its own, as in scripts written without spaces.
pub(super) fn is_single(c: char) -> bool {
    !c.is_ascii() && within(&RULES.singles, c as u32)
}

/// The lower-case form, for one character at a time and without regard to locale.
pub fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let code = c as u32;
    let row = RULES.folds.partition_point(|&(_, last, _, _)| last < code);
    match RULES.folds.get(row) {
        Some(&(first, _, step, delta)) if code >= first && (code - first).is_multiple_of(step) => {
            code.checked_add_signed(delta)
                .and_then(char::from_u32)
                .unwrap_or(c)
        }
        _ => c,
    }
}

fn within(ranges: &[(u32, u32)], code: u32) -> bool {
    let row = ranges.partition_point(|&(_, last)| last < code);
    ranges.get(row).is_some_and(|&(first, _)| first <= code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_agrees_with_unicode_where_the_table_has_a_row() {
        for code in 0x80..0x2000 {
            let c = char::from_u32(code).expect("below the surrogates");
            if fold(c) != c {
                assert_eq!(c.to_lowercase().next(), Some(fold(c)), "U+{code:04X}");
            }
        }
    }

    #[test]
    fn arrows_boxes_and_emoji_separate_words() {
        assert!("│╷→✗⨯“…\u{a0}🚀".chars().all(|c| !is_word(c)));
        assert!("aZ09_éßжא中".chars().all(is_word));
    }
}
