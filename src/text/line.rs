//! The lines of a text with their words and what kind they are, each once.

use std::ops::ControlFlow;

use rustc_hash::FxHashSet;

use super::atom::{Atom, Word, words};
use super::level::{Level, is_frame, level};
use super::log::{Log, LogReader};
use super::mask::mask;

/// Lines after an error that may explain it.
pub(super) const AFTER: usize = 3;

/// One line of the input, cleaned.
#[derive(Debug, Clone)]
pub struct Line {
    /// Line number in the original text, from 1.
    pub number: u32,
    /// The text without colours and the like; `atoms` point into it.
    pub text: String,
    /// Its words.
    pub atoms: Vec<Atom>,
    /// What kind of line it is.
    pub level: Level,
}

/// The lines of a text: cleaned, rejoined, without empty and repeated ones.
pub fn lines(text: &str) -> Vec<Line> {
    Log::of(text).lines
}

/// Calls `take` with the words of each line that [`lines`] would give, and whether it is a stack frame: all that the counting of
/// terms needs. It goes on while `take` says so.
pub fn each_line(
    text: &str,
    mut take: impl FnMut(&[Word<'_>], bool) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (pieces, _) = LogReader::of(text).into_pieces();
    each_new(pieces, |_, text, words| take(words, is_frame(text)))
}

/// Cleaned lines with their words.
pub(super) fn worded(pieces: Vec<(u32, String)>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let _ = each_new(pieces, |number, text, words| {
        let atoms: Vec<Atom> = words.iter().map(Atom::of).collect();
        let level = in_context(level(text, &atoms), text, &out);
        out.push(Line {
            number,
            text: text.to_owned(),
            atoms,
            level,
        });
        ControlFlow::Continue(())
    });
    out
}

/// Calls `take` with each cleaned line and its words, while it says so; lines that say nothing, or the same as an earlier one, are
/// left out.
fn each_new(
    pieces: Vec<(u32, String)>,
    mut take: impl FnMut(u32, &str, &[Word<'_>]) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut seen = FxHashSet::default();
    let parts = pieces
        .into_iter()
        .flat_map(|(number, text)| unescape(text).into_iter().map(move |part| (number, part)));
    for (number, text) in parts {
        let masked = mask(&text);
        let words = words(&masked);
        let mut key = String::with_capacity(text.len() + 1);
        for word in &words {
            key.push_str(&word.folded);
            key.push(' ');
        }
        if !key.trim_end_matches(' ').is_empty() && seen.insert(key) {
            take(number, &text, &words)?;
        }
    }
    ControlFlow::Continue(())
}

/// An indented line that says nothing of itself belongs to the warning or the progress before it; what follows an error is part
/// of it.
fn in_context(own: Level, text: &str, before: &[Line]) -> Level {
    if own != Level::Plain {
        return own;
    }
    match before.last().map(|line| line.level) {
        Some(level @ (Level::Warning | Level::Info)) if text.starts_with("  ") => level,
        _ if before
            .iter()
            .rev()
            .take(AFTER)
            .any(|line| matches!(line.level, Level::Error | Level::Wrapper)) =>
        {
            Level::Detail
        }
        _ => own,
    }
}

/// Takes a line of JSON apart where its strings hold line breaks (`\n` before a blank or another escape).
fn unescape(line: String) -> Vec<String> {
    if !line.contains('\\') {
        return vec![line];
    }
    let line = line.replace("\\\"", "\"").replace("\\t", " ");
    let mut out = vec![String::new()];
    let mut rest = line.as_str();
    while let Some(at) = rest.find("\\n") {
        let after = &rest[at + 2..];
        let part = out.last_mut().expect("starts with one");
        part.push_str(&rest[..at]);
        if after.starts_with([' ', '\\', '"']) || after.is_empty() {
            out.push(String::new());
        } else {
            part.push_str("\\n");
        }
        rest = after;
    }
    out.last_mut().expect("starts with one").push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_original() {
        let all = lines("a one\r\n\r\nb two\n\nc three\rd four");
        assert_eq!(
            all.iter().map(|line| line.number).collect::<Vec<_>>(),
            [1, 3, 5, 6]
        );
    }

    #[test]
    fn repeated_lines_count_once_whatever_their_time() {
        assert_eq!(
            lines("2026-11-22 22:38:11 refused\n2026-11-22 22:38:12 refused").len(),
            1
        );
    }

    #[test]
    fn a_stack_inside_json_is_taken_apart() {
        let all = lines(r#""stack":"Error: boom\n    at f (x.js:1)\n    at g""#);
        assert_eq!(all.len(), 3);
        assert_eq!(all[1].level, Level::Frame);
    }
}
