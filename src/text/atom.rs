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
    let mut chars = masked.chars().zip(0_u32..).peekable();
    let mut last: Option<(char, u32)> = None;
    while let Some((c, start)) = chars.next() {
        if !is_word(c) {
            last = Some((c, start));
            continue;
        }
        let mut raw = String::from(c);
        let mut end = start + 1;
        if !is_single(c) {
            while let Some(&(next, at)) = chars.peek() {
                if next == '\'' && raw.ends_with(|before: char| before.is_alphabetic()) {
                    let mut ahead = chars.clone();
                    ahead.next();
                    if !ahead
                        .peek()
                        .is_some_and(|&(after, _)| after.is_ascii_lowercase())
                    {
                        break;
                    }
                } else if is_word(next) && !is_single(next) {
                    raw.push(next);
                } else {
                    break;
                }
                end = at + 1;
                chars.next();
            }
        }
        let joint = match (last, out.last()) {
            (Some((between, at)), Some(before)) if at + 1 == start && before.end == at => {
                Some(between)
            }
            _ => None,
        };
        let folded = if is_id(&raw) {
            String::new()
        } else {
            raw.chars().map(super::fold).collect()
        };
        out.push(Atom {
            start,
            end,
            raw,
            folded,
            joint,
        });
        if out.len() >= MOST {
            break;
        }
    }
    out
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
