//! Words of a line with their places.
//!
//! An atom is a run of word characters; masks leave gaps. Identifiers stay whole here, `term` takes them apart.

use super::mask::{is_id, mask};
use super::rules::{is_single, is_word};

/// One word of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// Where it begins in the line, in code points.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// As written, without apostrophes.
    pub raw: String,
    /// In lower case; empty for an id that varies.
    pub folded: String,
    /// What stands between the atom before and this one, if it is a single character (`-`, `.`, `/`, `:`).
    pub joint: Option<char>,
}

impl Atom {
    /// Whether it looks like a code that somebody gave to an error: `TS2307`, `ERR_X`, `each_key_duplicate`, `KubePodCrashLooping`.
    pub fn is_code(&self) -> bool {
        let raw = self.raw.as_str();
        let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
        let digits = raw.bytes().filter(u8::is_ascii_digit).count();
        let humps = raw
            .as_bytes()
            .windows(2)
            .filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
            .count();
        !self.folded.is_empty()
            && raw.len() >= 4
            && letters > 0
            && (digits >= 2 || raw.trim_matches('_').contains('_') || humps >= 2)
    }
}

/// Most atoms that a line gives: no piece of a log has more.
const MOST: usize = 4_096;

/// The atoms of a cleaned line.
pub fn atoms(line: &str) -> Vec<Atom> {
    let masked = mask(line);
    let mut out: Vec<Atom> = Vec::new();
    let mut rest = Rest::new(&masked);
    let mut last: Option<(char, u32)> = None;
    while let Some(c) = rest.first() {
        let start = rest.place;
        if !is_word(c) {
            last = Some((c, start));
            rest.skip(c);
            continue;
        }
        let raw = rest.word(c);
        let joint = match (last, out.last()) {
            (Some((between, at)), Some(before)) if at + 1 == start && before.end == at => {
                Some(between)
            }
            _ => None,
        };
        out.push(Atom {
            start,
            end: rest.place,
            folded: folded(&raw),
            raw,
            joint,
        });
        if out.len() >= MOST {
            break;
        }
    }
    out
}

fn folded(raw: &str) -> String {
    if is_id(raw) {
        String::new()
    } else if raw.is_ascii() {
        raw.to_ascii_lowercase()
    } else {
        raw.chars().map(super::fold).collect()
    }
}

/// What of a line is still to be read. Words are cut out of it: a knowledge base has millions of them.
struct Rest<'a> {
    text: &'a str,
    /// Code points before it.
    place: u32,
}

impl<'a> Rest<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, place: 0 }
    }

    fn first(&self) -> Option<char> {
        self.text.chars().next()
    }

    fn skip(&mut self, first: char) {
        self.text = &self.text[first.len_utf8()..];
        self.place += 1;
    }

    /// The word that begins here with `first`; an apostrophe between a letter and a small letter belongs to it and is left out.
    fn word(&mut self, first: char) -> String {
        if is_single(first) {
            self.skip(first);
            return String::from(first);
        }
        let mut word = String::new();
        loop {
            word.push_str(self.run());
            let after = self
                .text
                .strip_prefix('\'')
                .filter(|_| word.ends_with(char::is_alphabetic));
            match after {
                Some(after) if after.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    self.skip('\'');
                }
                _ => return word,
            }
        }
    }

    /// The characters up to the next one that is in no word or a word of its own.
    fn run(&mut self) -> &'a str {
        let mut places = 0;
        let end = self
            .text
            .char_indices()
            .find(|&(_, c)| {
                let ends = !is_word(c) || is_single(c);
                places += u32::from(!ends);
                ends
            })
            .map_or(self.text.len(), |(at, _)| at);
        let (run, rest) = self.text.split_at(end);
        self.text = rest;
        self.place += places;
        run
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> Vec<String> {
        atoms(line).into_iter().map(|atom| atom.folded).collect()
    }

    #[test]
    fn identifiers_stay_whole_and_apostrophes_go() {
        assert_eq!(
            folded("Can't find ERR_MODULE_NOT_FOUND in 'x'"),
            ["cant", "find", "err_module_not_found", "in", "x"]
        );
    }

    #[test]
    fn ids_keep_their_place_and_lose_their_text() {
        let all = atoms("pid 1795388221106 died");
        assert_eq!(all[1].folded, "");
        assert_eq!((all[2].start, all[2].end), (18, 22));
    }

    #[test]
    fn scripts_without_spaces_give_one_atom_a_character() {
        assert_eq!(folded("错误 x"), ["错", "误", "x"]);
    }
}
