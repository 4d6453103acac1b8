//! Words of a line with their places.
//!
//! An atom is a run of word characters; masks leave gaps. Identifiers stay whole here, `term` takes them apart.

use std::borrow::Cow;

use super::mask::{is_id, mask};
use super::rules::{is_single, is_word};

/// One word of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom<Text = String> {
    /// Where it begins in the line, in code points.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// As written, without apostrophes.
    pub raw: Text,
    /// In lower case; empty for an id that varies.
    pub folded: Text,
    /// What stands between the atom before and this one, if it is a single character (`-`, `.`, `/`, `:`).
    pub joint: Option<char>,
}

/// An atom that points into its line where it can: a knowledge base has millions of them, and counting them needs no more.
pub type Word<'l> = Atom<Cow<'l, str>>;

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
    words(&mask(line)).iter().map(Atom::of).collect()
}

impl Atom {
    pub(super) fn of(word: &Word<'_>) -> Self {
        Self {
            start: word.start,
            end: word.end,
            raw: word.raw.to_string(),
            folded: word.folded.to_string(),
            joint: word.joint,
        }
    }
}

/// The atoms of a cleaned and masked line.
pub(super) fn words(masked: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word<'_>> = Vec::with_capacity(masked.len() / 6);
    let mut rest = Rest::new(masked);
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

fn folded<'l>(raw: &Cow<'l, str>) -> Cow<'l, str> {
    let is_folded = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    if raw.bytes().all(is_folded) {
        raw.clone()
    } else if is_id(raw) {
        Cow::Borrowed("")
    } else if raw.is_ascii() {
        Cow::Owned(raw.to_ascii_lowercase())
    } else {
        Cow::Owned(raw.chars().map(super::fold).collect())
    }
}

/// The bytes that are a character of a word by themselves.
const PLAIN: [bool; 256] = {
    let (mut plain, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        plain[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    plain
};

/// What of a line is still to be read. Words are cut out of it.
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
    fn word(&mut self, first: char) -> Cow<'a, str> {
        if is_single(first) {
            let (single, _) = self.text.split_at(first.len_utf8());
            self.skip(first);
            return Cow::Borrowed(single);
        }
        let mut word = Cow::Borrowed(self.run());
        loop {
            let after = self
                .text
                .strip_prefix('\'')
                .filter(|_| word.ends_with(char::is_alphabetic));
            match after {
                Some(after) if after.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    self.skip('\'');
                    word.to_mut().push_str(self.run());
                }
                _ => return word,
            }
        }
    }

    /// The characters up to the next one that is in no word or a word of its own.
    fn run(&mut self) -> &'a str {
        let bytes = self.text.bytes();
        let plain = bytes.take_while(|byte| PLAIN[usize::from(*byte)]).count();
        let mut places = u32::try_from(plain).unwrap_or(u32::MAX);
        // Most words end at a character of ASCII; the others are asked about one by one.
        let rest = &self.text[plain..];
        let more = if rest.starts_with(|c: char| c.is_ascii()) {
            0
        } else {
            let ends = rest.char_indices().find(|&(_, c)| {
                let ends = !is_word(c) || is_single(c);
                places += u32::from(!ends);
                ends
            });
            ends.map_or(rest.len(), |(at, _)| at)
        };
        let end = plain + more;
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
