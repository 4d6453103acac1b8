//! How well a claim is supported.

use serde::Serialize;

use super::subject::Subject;
use crate::claim;
use crate::page::label::Label;
use crate::page::words;

/// The evidence for a claim, at a glance.
#[derive(Debug, Serialize)]
pub struct Support<'a> {
    /// The level, with its explanation.
    pub confidence: Label,
    /// The level as a number, for the bar: 0 (unsourced) to 4 (reproduced).
    pub level: u8,
    /// Whether something contradicts the claim.
    pub disputed: bool,
    /// The sources that the claim cites.
    pub citations: Vec<Citation<'a>>,
    /// The sources that contradict it.
    pub contradicted_by: Vec<Citation<'a>>,
    /// How many people confirmed it in the threads that it cites.
    pub confirmations: usize,
}

/// A source as a claim names it.
#[derive(Debug, Serialize)]
pub struct Citation<'a> {
    /// The anchor of the source on this page: `#source-docs`.
    pub href: String,
    /// Its short name: the key, or `#125` for a thread.
    pub text: &'a str,
}

impl<'a> Support<'a> {
    /// The support of a claim that cites `evidence` and is contradicted by `against`.
    pub(super) fn new(
        subject: &Subject<'a>,
        evidence: &'a [String],
        against: &'a [String],
    ) -> Self {
        let cited = subject.entry.cited(evidence);
        let standing = claim::standing(subject.library, subject.entry, evidence, against);
        Self {
            confidence: words::confidence(standing.confidence),
            level: standing.confidence as u8,
            disputed: standing.disputed,
            citations: subject.citations(cited.into_iter()),
            contradicted_by: subject.citations(against.iter().map(String::as_str)),
            confirmations: 0,
        }
    }
}
