//! The first file a reader of an index fetches: small, and the only one whose name does not change.

use std::collections::BTreeMap;

use super::near::group_of;
use serde::{Deserialize, Serialize};

/// The version of the format that this program writes and reads.
pub const VERSION: u32 = 2;

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format.
    pub version: u32,
    /// How many documents there are.
    pub documents: u32,
    /// The weight of a term that stands in one document.
    pub full: u32,
    /// The first so many letters of a plain word decide its shard.
    pub head: u32,
    /// Documents in each card shard but the last.
    pub cards_each: u32,
    /// The content hashes of the term shards, four characters each, in order.
    pub terms: String,
    /// The content hashes of the card shards, likewise.
    pub cards: String,
    /// The terms of most documents with their weights.
    pub common: BTreeMap<String, u32>,
    /// The names of tools, where they are not the first part of the address.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tools: BTreeMap<String, String>,
}

/// Characters of a hash in the manifest and in a name.
pub(crate) const HASH: usize = 4;

impl Manifest {
    /// The name of a term shard.
    pub fn term_shard(&self, number: usize) -> String {
        name('t', number, &self.terms)
    }

    /// The name of a card shard.
    pub fn card_shard(&self, number: usize) -> String {
        name('c', number, &self.cards)
    }

    /// The number of the shard that a term is in.
    pub fn shard_of(&self, term: &str) -> usize {
        shard_of(term, self.head as usize, self.terms.len() / HASH)
    }
}

fn name(kind: char, number: usize, hashes: &str) -> String {
    let hash = hashes
        .get(number * HASH..(number + 1) * HASH)
        .unwrap_or_default();
    format!("{kind}{number}-{hash}.json")
}

/// FNV-1a (32 bits, over UTF-8) of the group of a plain word, or of a whole code, folded into the number of shards.
pub(crate) fn shard_of(term: &str, head: usize, shards: usize) -> usize {
    let key: String = if crate::text::plain_word(term) {
        group_of(term, head)
    } else {
        term.to_owned()
    };
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 15)) as usize % shards.max(1)
}
