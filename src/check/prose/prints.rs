//! What an entry says, as hashes: enough to compare it with all others without reading it again.

use serde::{Deserialize, Serialize};

use super::{overlap, sentence};
use crate::entry::Entry;
use crate::memo::Hash;

/// The prints of one entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::check) struct Prints {
    /// The hash of its file.
    pub(in crate::check) key: Hash,
    /// Its sampled shingles, sorted.
    pub(super) shingles: Vec<u64>,
    /// Its long sentences.
    pub(super) sentences: Vec<u64>,
}

impl Prints {
    /// The prints of an entry.
    pub(in crate::check) fn of(entry: &Entry) -> Self {
        Self {
            key: entry.hash,
            shingles: overlap::shingles(entry),
            sentences: sentence::hashes(entry),
        }
    }
}
