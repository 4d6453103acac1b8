//! Reads a text of any length in bounded memory: bytes in, lines out.
//!
//! Lines end at `\n`, `\r` or both together. A line that is longer than any message is taken apart, so that what stands at the end of
//! a huge one is found as well. Which lines are kept of a very long text is `select`'s business.

use std::borrow::Cow;

use super::line::{Line, worded};
use super::select::Selection;

/// Characters of a piece; longer lines are taken apart, before a blank where there is one.
pub(super) const LONGEST: usize = 4_096;

/// A text as the list of its lines that say something new.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// Cleaned, rejoined, without empty and repeated ones.
    pub lines: Vec<Line>,
    /// How many lines in the middle of a very long text were not looked at.
    pub left_out: u32,
}

impl Log {
    /// Reads a text that is in memory already.
    pub fn of(text: &str) -> Self {
        LogReader::of(text).finish()
    }
}

/// Reads a log piece by piece, wherever the pieces are cut. What is no UTF-8 is skipped.
#[derive(Default)]
pub struct LogReader {
    /// The line that has not ended yet.
    open: Vec<u8>,
    /// Line breaks so far.
    breaks: u32,
    /// Whether the last byte was `\r`: a `\n` after it is the same line break.
    after_return: bool,
    kept: Selection,
}

impl LogReader {
    /// Takes the next bytes of the log.
    pub fn push(&mut self, bytes: &[u8]) {
        for part in bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
            let (own, mark) = match part.split_last() {
                Some((mark @ (b'\n' | b'\r'), own)) => (own, Some(*mark)),
                _ => (part, None),
            };
            let same_break = self.after_return && own.is_empty() && mark == Some(b'\n');
            self.after_return = mark == Some(b'\r');
            if same_break {
                continue;
            }
            match mark {
                Some(_) if self.open.is_empty() => self.line(own),
                Some(_) => {
                    let mut line = std::mem::take(&mut self.open);
                    line.extend_from_slice(own);
                    self.line(&line);
                }
                None => self.open.extend_from_slice(own),
            }
            if self.open.len() > 16 * LONGEST {
                self.cut();
            }
        }
    }

    /// The lines, now that the log has ended.
    pub fn finish(self) -> Log {
        let (pieces, left_out) = self.into_pieces();
        Log {
            lines: worded(pieces),
            left_out,
        }
    }

    /// A reader that has taken a text that is in memory already.
    pub(super) fn of(text: &str) -> Self {
        let mut reader = Self::default();
        reader.push(text.as_bytes());
        reader
    }

    /// The cleaned pieces of lines with their numbers, and how many lines were left out.
    pub(super) fn into_pieces(mut self) -> (Vec<(u32, String)>, u32) {
        let last = std::mem::take(&mut self.open);
        self.line(&last);
        self.kept.finish()
    }

    /// A whole line.
    fn line(&mut self, bytes: &[u8]) {
        let text = lossy(bytes);
        let rest = self.pieces(&text);
        self.kept.push(self.breaks.saturating_add(1), rest);
        self.breaks = self.breaks.saturating_add(1);
    }

    /// Takes what it can from a line that is too long to be held.
    fn cut(&mut self) {
        let bytes = std::mem::take(&mut self.open);
        let (whole, begun) = bytes.split_at(bytes.len() - begun_character(&bytes));
        let text = lossy(whole);
        let rest = self.pieces(&text).to_owned();
        self.open = rest.into_bytes();
        self.open.extend_from_slice(begun);
    }

    /// Keeps all pieces but the last one.
    fn pieces<'a>(&mut self, text: &'a str) -> &'a str {
        let mut rest = text;
        while let Some(end) = piece_end(rest) {
            self.kept.push(self.breaks.saturating_add(1), &rest[..end]);
            rest = &rest[end..];
        }
        rest
    }
}

/// Where the first piece of a text ends: before the last blank or escape sequence that lets it fit, else where it is full. None
/// if all of it fits.
fn piece_end(text: &str) -> Option<usize> {
    if text.len() <= LONGEST {
        return None;
    }
    let mut end = None;
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count > 0 && matches!(c, ' ' | '\u{1b}') {
            end = Some(at);
        }
        if count == LONGEST {
            return end.or(Some(at));
        }
    }
    None
}

/// What of the bytes is text; nearly always all of them, which is found out faster than what is wrong.
fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// How many bytes at the end are the beginning of a character.
fn begun_character(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3);
    let lead = bytes[tail..].iter().rposition(|byte| byte & 0xc0 != 0x80);
    let Some(at) = lead.map(|at| at + tail) else {
        return 0;
    };
    let length = match bytes[at] {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    };
    if at + length > bytes.len() {
        bytes.len() - at
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_steps(bytes: &[u8], step: usize) -> Vec<(u32, String)> {
        let mut reader = LogReader::default();
        bytes.chunks(step).for_each(|part| reader.push(part));
        let log = reader.finish();
        log.lines
            .into_iter()
            .map(|line| (line.number, line.text))
            .collect()
    }

    #[test]
    fn it_does_not_matter_where_the_log_is_cut() {
        let long = format!("a {}", "größe 错误 ".repeat(9_000));
        let text = format!("one\r\n\r\ntwo\rthree\n{long}\r\nlast");
        let whole = in_steps(text.as_bytes(), text.len());
        assert_eq!(whole.last(), Some(&(6, "last".to_owned())));
        for step in [1, 2, 3, 4_096, 65_537] {
            assert!(in_steps(text.as_bytes(), step) == whole, "{step}");
        }
    }

    #[test]
    fn a_line_is_cut_before_a_blank_and_an_escape_sequence() {
        for (between, tail) in [(" ", "tail"), ("\u{1b}[31m", "tail"), ("", "xtail")] {
            let text = format!("{}{between}{tail}", "x".repeat(LONGEST - 1));
            let end = piece_end(&text).unwrap_or(text.len());
            let expected = if between.is_empty() {
                LONGEST
            } else {
                LONGEST - 1
            };
            assert_eq!(end, expected, "{between:?}");
        }
        assert_eq!(piece_end(&"ß".repeat(LONGEST)), None);
    }

    #[test]
    fn bytes_that_are_no_text_are_skipped() {
        let all = in_steps(b"\xff\xfe bad \xc3\n\xe2\x82 worse\nfine \xe2\x82\xac", 1);
        let texts: Vec<_> = all.iter().map(|(_, text)| text.trim()).collect();
        assert_eq!(texts, ["bad", "worse", "fine €"]);
    }
}
