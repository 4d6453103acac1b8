//! Which long sentences stand in several entries.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Prints;
use crate::entry::{Entry, Text, TextKind};
use crate::name::EntryId;

/// The fewest words of a sentence that is looked at.
const LONG: usize = 14;

/// Entries that are remembered of a sentence.
const MOST: usize = 4;

/// Long sentences by hash: the entries they stand in, at most four.
#[derive(Debug, Default)]
pub(in crate::check) struct Sentences {
    entries: FxHashMap<u64, Vec<EntryId>>,
    sharing: FxHashSet<EntryId>,
    /// Whether some sentence stands in more entries than are listed.
    crowded: bool,
}

impl Sentences {
    /// The long sentences of all entries, by what each says.
    pub(in crate::check) fn of(entries: &[(&Entry, Cow<'_, Prints>)]) -> Self {
        let mut all = Self::default();
        for (entry, prints) in entries {
            for sentence in &prints.sentences {
                let ids = all.entries.entry(*sentence).or_default();
                if ids.len() < MOST && ids.last() != Some(&entry.id) {
                    ids.push(entry.id.clone());
                }
            }
        }
        all.entries.retain(|_, ids| ids.len() > 1);
        all.crowded = all.entries.values().any(|ids| ids.len() == MOST);
        all.sharing = all.entries.values().flatten().cloned().collect();
        all
    }

    /// Whether an entry shares any long sentence with another.
    pub(in crate::check) fn shares(&self, id: &EntryId) -> bool {
        self.crowded || self.sharing.contains(id)
    }

    /// The other entries that hold a sentence.
    pub(in crate::check) fn holders(&self, sentence: &str) -> &[EntryId] {
        self.entries.get(&hash(sentence)).map_or(&[], Vec::as_slice)
    }
}

/// The hashes of an entry's long sentences.
pub(super) fn hashes(entry: &Entry) -> Vec<u64> {
    let sentences = sentences(entry).into_iter();
    sentences.map(|(_, sentence)| hash(&sentence)).collect()
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
