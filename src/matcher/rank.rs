//! The numbers of the ranking, in one place: data, shared with the browser like the rules of the text.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// `rank.json` as shipped to the browser.
pub const RANK_JSON: &str = include_str!("rank.json");

pub(crate) static RANK: LazyLock<Rank> =
    LazyLock::new(|| serde_json::from_str(RANK_JSON).expect("rank.json is part of the program"));

/// See `rank.json`; weights without a unit are sixteenths.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Rank {
    /// Terms of a text that are looked up.
    pub(crate) lookups: i64,
    /// Documents that are read and aligned.
    pub(crate) candidates: i64,
    /// Lines that each pattern is laid over.
    pub(crate) windows: i64,
    /// Worth of a sample line and of a title against a signature.
    pub(crate) sample: i64,
    /// Worth of a title.
    pub(crate) title: i64,
    /// What is left of a wrapper.
    pub(crate) wrapper: i64,
    /// Wrappers step back where something else has so much evidence, in 256ths of a term of one document.
    pub(crate) cause: i64,
    /// Bonus of a pattern found whole, without a stray word.
    pub(crate) whole: i64,
    /// Weight of the second best pattern.
    pub(crate) second: i64,
    /// Cost of a word too many between two words of a pattern.
    pub(crate) stray: i64,
    /// Greatest such cost.
    pub(crate) stray_most: i64,
    /// Weight of the term score of the best line.
    pub(crate) line_terms: i64,
    /// Weight of the term score of the whole text.
    pub(crate) text_terms: i64,
    /// Weight of how much of a short query the document knows.
    pub(crate) cover: i64,
    /// Weight of what a question asks for of a pattern, in any order.
    pub(crate) words: i64,
    /// Bonus of the last line over the first.
    pub(crate) late: i64,
    /// Weight of a misspelt or unfinished word.
    pub(crate) near: i64,
    /// Weight of what people say for a word.
    pub(crate) alike: i64,
    /// How many such phrases are looked up.
    pub(crate) alikes: i64,
    /// Worth of a code standing alone.
    pub(crate) code: i64,
    /// Bonus where the tool is named.
    pub(crate) tool: i64,
    /// Where the worth of a long pattern begins to level off, in weights of a term of one document.
    pub(crate) enough: i64,
    /// Exponent of the coverage of a pattern.
    pub(crate) power: i64,
    /// Confident: a pattern with so much evidence, in 256ths of a term of one document …
    pub(crate) evidence: i64,
    /// … or so much, where its line holds a code that no page knows …
    pub(crate) strange: i64,
    /// … or a question of which so much is known, in 256ths, …
    pub(crate) known: i64,
    /// … with a line of such a term score.
    pub(crate) known_terms: i64,
    /// … and so far ahead of the second.
    pub(crate) known_ahead: i64,
    /// A question with a known code must be known so far besides.
    pub(crate) code_known: i64,
    /// Half of the greatest impact is reached at this weighted count in a short document …
    pub(crate) k: u32,
    /// … and at one more for each so many words.
    pub(crate) spread: u32,
    /// Weights of the fields: signature, sample, title, asked as, tool, summary, body.
    pub(crate) fields: [u32; 7],
    /// With such an impact a document counts whole among those a term stands in, with less as a part: a word that only stands in
    /// explanations is not common in messages.
    pub(crate) said: u32,
}
