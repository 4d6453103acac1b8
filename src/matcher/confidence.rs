//! Decides whether the first match is an answer or only the nearest page.

use super::align::Fit;
use super::fitted::Scored;
use super::rank::RANK;

/// Covered so far, in 256ths, a pattern counts as found.
const NEARLY: i64 = 180;

/// What speaks for a match, in 256ths.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs {
    /// Share of its best pattern that was found.
    pub(super) covered: i64,
    /// Weight found, in weights of a term that stands in one document only.
    pub(super) found: i64,
    /// Score of the terms of its best line, likewise.
    pub(super) terms: i64,
    /// Share of a question that it knows.
    pub(super) known: i64,
    /// Whether the text is a question.
    pub(super) asked: bool,
    /// Whether the best pattern is only a code.
    pub(super) code_only: bool,
}

impl Signs {
    /// What was found, in 256ths of a term of one document, less for what is missing.
    pub(super) fn evidence(self) -> i64 {
        self.covered * self.found / 256
    }

    /// Whether the pattern was found nearly whole and says enough to be the cause of what else stands in the text.
    pub(super) fn is_cause(self) -> bool {
        self.covered >= NEARLY && self.evidence() >= RANK.cause
    }

    pub(super) fn new(full: u32, fit: Option<&Fit>) -> Self {
        let full = i64::from(full.max(1));
        let (covered, found) = fit.map_or((0, 0), |fit| {
            (
                fit.found.max(0) * 256 / fit.total,
                fit.found.max(0) * 256 / full,
            )
        });
        Self {
            covered,
            found,
            ..Self::default()
        }
    }
}

/// What speaks against an answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Doubts {
    /// A number long enough to be a code stands nowhere in the index.
    pub(super) strange_number: bool,
    /// The line that matched holds a code that stands nowhere in the index.
    pub(super) strange_code: bool,
    /// The text reads like something printed: that the words are known says little, since all messages share theirs.
    pub(super) printed: bool,
}

/// Of the first match: a pattern found whole that says as much as one rare term (`evidence`), or a question whose words it knows.
pub(super) fn decide(scored: &[Scored], doubts: Doubts) -> bool {
    let Some(first) = scored.first() else {
        return false;
    };
    let signs = first.signs;
    let second = scored.get(1).map_or(0, |second| second.score);
    let ahead = (first.score - second) * 256 / first.score.max(1);
    let other_code =
        signs.code_only && signs.asked && signs.known < RANK.code_known && doubts.strange_number;
    let enough = if doubts.strange_code {
        RANK.strange
    } else {
        RANK.evidence
    };
    (signs.evidence() >= enough && !other_code)
        || (signs.asked
            && !doubts.printed
            && signs.known >= RANK.known
            && signs.terms >= RANK.known_terms
            && ahead >= RANK.known_ahead)
}
