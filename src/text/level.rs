//! How much a line says: an error, a warning, a stack frame, the wrapper around another error.
//!
//! Judged from words and shape alone, for any tool; what a knowledge base says of its entries is the matcher's business.

use super::atom::Atom;
use super::rules::RULES;

/// What kind of line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Says that something failed.
    Error,
    /// Follows an error.
    Detail,
    /// Nothing known.
    Plain,
    /// A warning.
    Warning,
    /// Progress, debugging.
    Info,
    /// Says only that something else failed.
    Wrapper,
    /// A command that was typed.
    Command,
    /// Quoted source code.
    Excerpt,
    /// A stack frame.
    Frame,
}

impl Level {
    /// How much a match in such a line counts, of 16.
    pub fn weight(self) -> u32 {
        match self {
            Self::Error => 16,
            Self::Detail => 14,
            Self::Plain | Self::Warning => 8,
            Self::Info => 7,
            Self::Wrapper | Self::Command => 6,
            Self::Excerpt => 5,
            Self::Frame => 4,
        }
    }
}

/// The level of one line, by itself.
pub(super) fn level(text: &str, atoms: &[Atom]) -> Level {
    if is_frame(text) {
        return Level::Frame;
    }
    if is_excerpt(text.trim_start_matches([' ', '>'])) {
        return Level::Excerpt;
    }
    if is_command(text) {
        return Level::Command;
    }
    if is_wrapper(atoms) {
        return Level::Wrapper;
    }
    by_words(atoms)
}

/// An error word wins unless a warning or a log level stands before it, among the first words.
fn by_words(atoms: &[Atom]) -> Level {
    for (place, atom) in atoms.iter().enumerate() {
        let telling = RULES.telling(&atom.folded);
        if place < 10 && telling.is_some_and(|telling| telling.warning) {
            return Level::Warning;
        }
        if telling.is_some_and(|telling| telling.error) || is_error_name(atom) {
            return Level::Error;
        }
        if place < 8 && telling.is_some_and(|telling| telling.info) {
            return Level::Info;
        }
    }
    Level::Plain
}

/// `TypeError`, `ERR_X`, `NullPointerException`.
fn is_error_name(atom: &Atom) -> bool {
    let word = &atom.folded;
    word.len() > 5
        && (word.ends_with("error") || word.ends_with("exception") || word.starts_with("err_"))
}

/// Whether the words say only that something else failed.
pub fn is_wrapper(atoms: &[Atom]) -> bool {
    let atoms = &atoms[..atoms.len().min(60)];
    atoms.iter().enumerate().any(|(place, atom)| {
        RULES.telling(&atom.folded).is_some_and(|telling| {
            telling
                .wrappers
                .iter()
                .any(|rest| goes_on(&atoms[place + 1..], rest))
        })
    })
}

/// Whether the atoms begin with these words.
fn goes_on(atoms: &[Atom], words: &[String]) -> bool {
    atoms.len() >= words.len()
        && atoms
            .iter()
            .zip(words)
            .all(|(atom, word)| atom.folded == *word)
}

pub(super) fn is_frame(text: &str) -> bool {
    let line = text.trim_start_matches([' ', '│', '|', '>']);
    if let Some(rest) = line.strip_prefix("at ") {
        return rest.contains(['(', ':', '/', '.']);
    }
    if line.starts_with("File \"") && line.contains(", line ") {
        return true;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(": ") {
        return true;
    }
    (line.starts_with('#') && line[1..].starts_with(|c: char| c.is_ascii_digit()))
        || ends_in_place(line)
}

/// `flush_sync runtime.js:429`, at most two words.
fn ends_in_place(line: &str) -> bool {
    let line = line.trim_end_matches([')', ' ']);
    let bare = line.trim_end_matches(|c: char| c.is_ascii_digit());
    bare.len() < line.len()
        && bare.ends_with(':')
        && bare.contains('.')
        && line.split(' ').count() == 2
}

fn is_excerpt(line: &str) -> bool {
    let bar = line
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches(' ');
    bar.starts_with("| ")
        || bar == "|"
        || line.starts_with("--> ")
        || (bar.starts_with('│') && line.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_command(text: &str) -> bool {
    if text.starts_with("$ ") || text.starts_with("% ") || text.starts_with("+ ") {
        return true;
    }
    let head: String = text.chars().take(80).collect();
    head.find("$ ")
        .or_else(|| head.find("# "))
        .is_some_and(|end| {
            let prompt = &head[..end];
            prompt.contains('@') && prompt.contains(':') && !prompt.starts_with(' ')
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::atom::atoms;

    fn of(line: &str) -> Level {
        level(line, &atoms(line))
    }

    #[test]
    fn lines_are_told_apart_by_word_and_shape() {
        assert_eq!(of("TypeError: x is not a function"), Level::Error);
        assert_eq!(
            of("warning: unused import: `std::sync::Arc`"),
            Level::Warning
        );
        assert_eq!(of("[31560] debug queue mail registered"), Level::Info);
        assert_eq!(
            of("error: could not compile `x` (bin \"x\") due to 1 previous error"),
            Level::Wrapper
        );
        assert_eq!(of("    at Server.listen (node:net:2067:7)"), Level::Frame);
        assert_eq!(of("  File \"a.py\", line 3, in f"), Level::Frame);
        assert_eq!(of("   6 |     let error = 5;"), Level::Excerpt);
        assert_eq!(of("dev@build:~/app (main)$ ./run.sh"), Level::Command);
        assert_eq!(of("port already in use"), Level::Plain);
    }
}
