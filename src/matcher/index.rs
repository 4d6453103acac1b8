//! The index: which documents a term stands in, and how telling it is. The same rows in memory and in the shards of a site.

use std::collections::BTreeMap;

use anyhow::Result;
use rustc_hash::FxHashMap;

use super::pattern::Pattern;

/// What a search knows before it looks anything up.
#[derive(Debug, Clone, Default)]
pub struct Basics {
    /// How many documents there are.
    pub documents: u32,
    /// The weight of a term that stands in one document.
    pub full: u32,
    /// The weights of the terms that stand in most documents.
    pub common: FxHashMap<String, u32>,
    /// The names of tools, by the first part of addresses.
    pub tools: BTreeMap<String, String>,
}

impl Basics {
    /// The name of the tool that an address begins with.
    pub fn tool_of<'a>(&'a self, address: &'a str) -> &'a str {
        let key = address.split('/').next().unwrap_or_default();
        self.tools.get(key).map_or(key, String::as_str)
    }
}

/// What is known of a term.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// How telling it is: four times the logarithm of its rarity, 1 to 63.
    pub weight: u32,
    /// The documents it says most of, and how much of 31.
    pub postings: Vec<(u32, u32)>,
}

/// What is known of a document.
#[derive(Debug, Clone)]
pub struct Card {
    /// `<tool>/<slug>`.
    pub address: String,
    /// Its title.
    pub title: String,
    /// `open`, `fixed` …
    pub status: String,
    /// `published`, `stub` …
    pub state: String,
    /// One line to show.
    pub quick_fix: String,
    /// The message wraps another.
    pub wrapper: bool,
    /// What is laid over the lines.
    pub patterns: Vec<Pattern>,
}

/// An index as the search reads it: in memory, or shard by shard.
pub trait Source {
    /// Known from the start.
    fn basics(&self) -> &Basics;
    /// The row of each term, in order. With `near`, a plain word that has no row gets the rows of words like it.
    fn rows(&self, terms: &[Wanted<'_>]) -> Result<Vec<Found>>;
    /// The cards of these documents, in order.
    fn cards(&self, documents: &[u32]) -> Result<Vec<std::sync::Arc<Card>>>;
}

/// A term that is looked up.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The term.
    pub term: &'a str,
    /// What may stand in for it.
    pub leeway: Leeway,
}

/// How far a found term may be from the wanted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leeway {
    /// Itself only.
    None,
    /// A misspelling.
    Typo,
    /// A misspelling, or only its beginning is typed so far.
    Prefix,
}

/// What a lookup gave.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The term itself, if the index knows it.
    pub exact: Option<Row>,
    /// Words like it with their rows, best first.
    pub near: Vec<(String, Row)>,
}
