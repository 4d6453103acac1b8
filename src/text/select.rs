//! Which lines of a very long text are kept: the first ones, the last ones, of those between the errors, and of lines that differ
//! in numbers only a few.
//!
//! A text that fits is kept whole. Beyond that a queue holds the newest lines; what falls out of it goes, unless it names an error.
//! So memory and time of everything that follows are bounded, and what is looked at depends on the text alone.

use std::collections::VecDeque;
use std::hash::Hasher;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use rustc_hash::{FxHashMap, FxHasher};

use super::clean::clean;
use super::line::AFTER;
use super::rules::RULES;
use super::wrap::rejoin;

/// Pieces and bytes that are kept from the beginning, …
const FIRST: (usize, usize) = (20_000, 2_000_000);
/// … of errors between, with the lines after them, …
const MIDDLE: (usize, usize) = (10_000, 1_000_000);
/// … and from the end.
const LAST: (usize, usize) = (20_000, 2_000_000);
/// Lines that differ in numbers only, so many are held at a time.
const ALIKE: u8 = 8;

/// What is kept so far.
pub(super) struct Selection {
    first: Vec<(u32, String)>,
    room: usize,
    /// Whether all of the text stands in `first`.
    fits: bool,
    middle: Queue,
    last: Queue,
    /// How often the lines of both queues are held, by what they are but for their numbers.
    held: FxHashMap<u64, u8>,
    /// Lines that go to the middle because of the error before them.
    after: usize,
    left_out: u32,
    /// The line that was left out last: pieces of one line count once.
    gone: u32,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            first: Vec::new(),
            room: FIRST.1,
            fits: true,
            middle: Queue::new(MIDDLE),
            last: Queue::new(LAST),
            held: FxHashMap::default(),
            after: 0,
            left_out: 0,
            gone: 0,
        }
    }
}

impl Selection {
    /// Takes the next piece of the text, with the number of its line.
    pub(super) fn push(&mut self, number: u32, text: &str) {
        self.fits &= self.first.len() < FIRST.0 && text.len() <= self.room;
        if self.fits {
            self.room -= text.len();
            self.first.push((number, clean(text)));
            return;
        }
        let key = key(text);
        let held = self.held.entry(key).or_default();
        if *held >= ALIKE {
            return;
        }
        *held += 1;
        self.last.push(Piece {
            number,
            text: text.to_owned(),
            key,
        });
        while let Some(old) = self.last.too_much() {
            if SERIOUS.is_match(&old.text) {
                self.after = AFTER + 1;
            }
            if self.after == 0 {
                self.leave_out(&old);
                continue;
            }
            self.after -= 1;
            self.middle.push(old);
            while let Some(old) = self.middle.too_much() {
                self.leave_out(&old);
            }
        }
    }

    fn leave_out(&mut self, piece: &Piece) {
        if let Some(held) = self.held.get_mut(&piece.key) {
            *held -= 1;
            if *held == 0 {
                self.held.remove(&piece.key);
            }
        }
        self.left_out += u32::from(piece.number != self.gone);
        self.gone = piece.number;
    }

    /// The cleaned lines with their numbers, and how many were left out. Only a text that is here whole can be rejoined.
    pub(super) fn finish(self) -> (Vec<(u32, String)>, u32) {
        if self.fits {
            return (rejoin(self.first), 0);
        }
        let mut pieces = self.first;
        let queues = [self.middle, self.last];
        let held = queues.into_iter().flat_map(|queue| queue.pieces);
        pieces.extend(held.map(|piece| (piece.number, clean(&piece.text))));
        (pieces, self.left_out)
    }
}

struct Piece {
    number: u32,
    text: String,
    key: u64,
}

/// The newest pieces.
struct Queue {
    pieces: VecDeque<Piece>,
    bytes: usize,
    most: (usize, usize),
}

impl Queue {
    fn new(most: (usize, usize)) -> Self {
        Self {
            pieces: VecDeque::new(),
            bytes: 0,
            most,
        }
    }

    fn push(&mut self, piece: Piece) {
        self.bytes += piece.text.len();
        self.pieces.push_back(piece);
    }

    /// The oldest piece, if there is no room for it.
    fn too_much(&mut self) -> Option<Piece> {
        if self.pieces.len() <= self.most.0 && self.bytes <= self.most.1 {
            return None;
        }
        let piece = self.pieces.pop_front()?;
        self.bytes -= piece.text.len();
        Some(piece)
    }
}

/// Finds words of errors, inside other words as well: quick, and rather too much than too little.
static SERIOUS: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<&str> = RULES
        .error
        .iter()
        .map(String::as_str)
        .filter(|word| word.len() > 4)
        .collect();
    RegexBuilder::new(&words.join("|"))
        .case_insensitive(true)
        .unicode(false)
        .build()
        .expect("words are patterns")
});

/// A hash of a text in which a digit, with all letters and digits after it, is one and the same digit.
fn key(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut number = false;
    for byte in text.bytes() {
        let begun = number;
        number = byte.is_ascii_digit() || (begun && byte.is_ascii_alphanumeric());
        if !(begun && number) {
            hasher.write_u8(if number { b'0' } else { byte });
        }
    }
    hasher.finish()
}
