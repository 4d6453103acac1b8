//! Decides whether the first match is an answer or only the nearest page.

use super::align::Fit;
use super::index::Basics;
use super::rank::RANK;
use super::search::Scored;

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
    pub(super) fn new(basics: &Basics, fit: Option<&Fit>) -> Self {
        let full = i64::from(basics.full.max(1));
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

/// Of the first match: a pattern found whole that says as much as one rare term (`evidence`), or a question whose words it knows.
pub(super) fn decide(scored: &[Scored]) -> bool {
    let Some(first) = scored.first() else {
        return false;
    };
    let signs = first.signs;
    let evidence = signs.covered * signs.found / 256;
    let second = scored.get(1).map_or(0, |second| second.score);
    let ahead = (first.score - second) * 256 / first.score.max(1);
    let strange_code = signs.code_only && signs.asked && signs.known < RANK.code_known;
    (evidence >= RANK.evidence && !strange_code)
        || (signs.asked
            && signs.known >= RANK.known
            && signs.terms >= RANK.known_terms
            && ahead >= RANK.known_ahead)
}
