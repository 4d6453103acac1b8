//! The numbers of the ranking, in one place: data, shared with the browser like the rules of the text.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// `rank.json` as shipped to the browser.
pub const RANK_JSON: &str = include_str!("rank.json");

pub(crate) static RANK: LazyLock<Rank> = LazyLock::new(|| serde_json::from_str(RANK_JSON).expect("rank.json is part of the program"));

/// See `rank.json`; weights without a unit are sixteenths.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rank {
    /// Terms of a text that are looked up.
    pub lookups: i64,
    /// Documents that are read and aligned.
    pub candidates: i64,
    /// Lines that each pattern is laid over.
    pub windows: i64,
    /// Worth of a sample line and of a title against a signature.
    pub sample: i64,
    /// Worth of a title.
    pub title: i64,
    /// What is left of a wrapper.
    pub wrapper: i64,
    /// Weight of the second best pattern.
    pub second: i64,
    /// Cost of a word too many between two words of a pattern.
    pub stray: i64,
    /// Greatest such cost.
    pub stray_most: i64,
    /// Weight of the term score of the best line.
    pub line_terms: i64,
    /// Weight of the term score of the whole text.
    pub text_terms: i64,
    /// Weight of how much of a short query the document knows.
    pub cover: i64,
    /// Bonus of the last line over the first.
    pub late: i64,
    /// Weight of a misspelt or unfinished word.
    pub near: i64,
    /// Worth of a code standing alone.
    pub code: i64,
    /// Bonus where the tool is named.
    pub tool: i64,
    /// Where the worth of a long pattern begins to level off, in weights of a term of one document.
    pub enough: i64,
    /// Exponent of the coverage of a pattern.
    pub power: i64,
    /// Confident: a pattern with so much evidence, in 256ths of a term of one document …
    pub evidence: i64,
    /// … or a question of which so much is known, in 256ths, …
    pub known: i64,
    /// … with a line of such a term score.
    pub known_terms: i64,
    /// A question with a known code must be known so far besides.
    pub code_known: i64,
    /// Half of the greatest impact is reached at this weighted count in a short document …
    pub k: u32,
    /// … and at one more for each so many words.
    pub spread: u32,
    /// Weights of the fields: signature, sample, title, asked as, tool, summary, body.
    pub fields: [u32; 7],
}
