//! Which long sentences stand in several entries.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::entry::{Entry, Text, TextKind};
use crate::name::EntryId;

/// The fewest words of a sentence that is looked at.
const LONG: usize = 14;

/// Long sentences by hash: the entries they stand in, at most four.
#[derive(Debug, Default)]
pub(in crate::check) struct Sentences {
    entries: FxHashMap<u64, Vec<EntryId>>,
}

impl Sentences {
    /// The long sentences of all entries.
    pub(in crate::check) fn of(entries: &[&Entry]) -> Self {
        let mut all = Self::default();
        for entry in entries {
            for (_, sentence) in sentences(entry) {
                let ids = all.entries.entry(hash(&sentence)).or_default();
                if ids.len() < 4 && ids.last() != Some(&entry.id) {
                    ids.push(entry.id.clone());
                }
            }
        }
        all.entries.retain(|_, ids| ids.len() > 1);
        all
    }

    /// The other entries that hold a sentence.
    pub(in crate::check) fn holders(&self, sentence: &str) -> &[EntryId] {
        self.entries.get(&hash(sentence)).map_or(&[], Vec::as_slice)
    }
}

/// The long sentences of an entry, in lower case with single spaces, each with the text it stands in.
pub(in crate::check) fn sentences(entry: &Entry) -> Vec<(Text<'_>, String)> {
    let mut found = BTreeMap::new();
    for text in entry
        .texts()
        .into_iter()
        .filter(|text| text.kind == TextKind::Prose)
    {
        for sentence in text.text.split_inclusive(['.', '!', '?', '\n']) {
            let words: Vec<String> = sentence.split_whitespace().map(str::to_lowercase).collect();
            if words.len() >= LONG {
                found.entry(words.join(" ")).or_insert_with(|| text.clone());
            }
        }
    }
    found
        .into_iter()
        .map(|(sentence, text)| (text, sentence))
        .collect()
}

fn hash(sentence: &str) -> u64 {
    let bytes = blake3::hash(sentence.as_bytes());
    u64::from_le_bytes(
        bytes.as_bytes()[..8]
            .try_into()
            .expect("a hash has 32 bytes"),
    )
}
