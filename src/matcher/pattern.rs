//! A signature, a sample line or a title, ready to be laid over the lines of a log.
//!
//! The text stays as written; its words carry how telling they are. `<*>`, an ellipsis and what the masks hide are gaps.

use std::borrow::Cow;

use crate::text;

/// Stands for a varying part inside the flattened text: no word character, and in no cleaned line.
const GAP: char = '\u{1}';

/// How much less than the greatest weight a telling code may have: a factor of four in documents.
const RARE: u32 = 8;

/// What a pattern was made from; it decides how much a match is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A signature.
    Signature,
    /// A line of a sample.
    Sample,
    /// The title.
    Title,
    /// A code that stands in one of the others, and in few documents.
    Code,
}

/// A text to be found in a log.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Where it comes from.
    pub kind: Kind,
    /// As written.
    pub text: String,
    /// Its words.
    pub parts: Vec<Part>,
    /// Whether it only wraps another error.
    pub wrapper: bool,
}

/// One word of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The folded word.
    pub word: String,
    /// How telling it is; 0 until the index is built.
    pub weight: u32,
    /// Whether something that varies may stand before it.
    pub gap: bool,
    /// Whether it looks like a code.
    pub code: bool,
    /// Where it begins in the text, in code points.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

impl Pattern {
    /// Reads a text; the weights come later.
    pub(crate) fn new(kind: Kind, source: &str) -> Self {
        let flat = flatten(source);
        let mut parts: Vec<Part> = Vec::new();
        let (mut gap, mut after) = (false, 0);
        let atoms = text::atoms(&flat);
        let chars: Vec<char> = flat.chars().collect();
        for atom in &atoms {
            gap |= chars[after..atom.start as usize].contains(&GAP);
            after = atom.end as usize;
            if atom.folded.is_empty() {
                gap = true;
                continue;
            }
            parts.push(Part {
                word: atom.folded.clone(),
                weight: 0,
                gap,
                code: atom.is_code(),
                start: atom.start,
                end: atom.end,
            });
            gap = false;
        }
        let wrapper = text::is_wrapper(&atoms);
        Self {
            kind,
            text: source.to_owned(),
            parts,
            wrapper,
        }
    }

    /// The literal characters on both sides of the gap between two neighbouring words: what a captured text is trimmed by.
    pub(crate) fn around_gap(
        &self,
        before: Option<usize>,
        after: Option<usize>,
    ) -> Option<(String, String)> {
        let flat: Vec<char> = flatten(&self.text).chars().collect();
        let from = before.map_or(0, |part| self.parts[part].end as usize);
        let to = after.map_or(flat.len(), |part| self.parts[part].start as usize);
        let between = &flat[from..to];
        let first = between.iter().position(|&c| c == GAP)?;
        let last = between.iter().rposition(|&c| c == GAP)?;
        Some((
            between[..first].iter().collect(),
            between[last + 1..].iter().collect(),
        ))
    }

    /// Adds the codes of all patterns that few documents have, each as a pattern of its own.
    pub(crate) fn add_codes(patterns: &mut Vec<Self>, full: u32) {
        for number in 0..patterns.len() {
            for code in patterns[number].codes(full) {
                if !patterns.iter().any(|known| {
                    known.parts.len() == 1 && known.parts[0].word == code.parts[0].word
                }) {
                    patterns.push(code);
                }
            }
        }
    }

    fn codes(&self, full: u32) -> Vec<Self> {
        let rare = full.saturating_sub(RARE);
        let codes = self
            .parts
            .iter()
            .filter(|part| part.code && part.weight >= rare);
        codes
            .map(|part| {
                let text = self
                    .text
                    .chars()
                    .skip(part.start as usize)
                    .take((part.end - part.start) as usize)
                    .collect();
                let alone = Part {
                    gap: false,
                    start: 0,
                    end: part.end - part.start,
                    ..part.clone()
                };
                Self {
                    kind: Kind::Code,
                    text,
                    parts: vec![alone],
                    wrapper: self.wrapper,
                }
            })
            .collect()
    }

    /// All weights together.
    pub(crate) fn total(&self) -> u32 {
        self.parts.iter().map(|part| part.weight).sum()
    }
}

/// Gaps as single characters of the same length, line breaks as spaces: positions stay.
fn flatten(source: &str) -> Cow<'_, str> {
    if text::is_plain(source) && !source.contains("<*>") {
        return Cow::Borrowed(source);
    }
    let gaps: String = [GAP; 3].iter().collect();
    let gapped = source.replace("<*>", &gaps);
    let flat = gapped
        .chars()
        .map(|c| match c {
            GAP | '…' => GAP,
            c if c.is_control() => ' ',
            '\u{2018}'..='\u{201b}' => '\'',
            c => c,
        })
        .collect();
    Cow::Owned(flat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stand_before_the_next_word() {
        let pattern = Pattern::new(Kind::Signature, "open '<*>' at home failed");
        let gaps: Vec<_> = pattern
            .parts
            .iter()
            .map(|part| (part.word.as_str(), part.gap))
            .collect();
        assert_eq!(
            gaps,
            [
                ("open", false),
                ("at", true),
                ("home", false),
                ("failed", false)
            ]
        );
        assert_eq!(
            pattern.around_gap(Some(0), Some(1)),
            Some((" '".to_owned(), "' ".to_owned()))
        );
    }
}
