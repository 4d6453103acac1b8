//! Writes an index as files: a manifest, term shards, card shards. The format is described in the module's documentation.
//!
//! Names of shards carry a hash of their content; equal indexes give equal bytes.

use rayon::prelude::*;

use super::index::{Card, Row};
use super::manifest::{HASH, Manifest, VERSION, shard_of};
use super::memory::Index;
use super::near::head_of;
use super::pattern::{Kind, Pattern};

/// Stands for the numbers 0 to 63.
pub(crate) const DIGITS: &[u8; 64] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/// Documents of a card shard, and its greatest number of files.
const CARDS_EACH: usize = 8;
const CARD_SHARDS: usize = 8_192;

/// A file of an index: its name and its bytes.
pub type File = (String, Vec<u8>);

/// The name of the manifest.
pub const MANIFEST: &str = "manifest.json";

/// The files of an index, shards first, the manifest last.
pub fn write(index: &Index) -> Vec<File> {
    let shards = term_shards(index.cards.len());
    let head = head_of(index.cards.len());
    let mut rows: Vec<TermShard<'_>> = vec![TermShard::default(); shards];
    for (term, row) in &index.terms {
        rows[shard_of(term, head, shards)].0.push((term, row));
    }
    let terms: Vec<Vec<u8>> = rows.par_iter().map(json).collect();
    let each = CARDS_EACH.max(index.cards.len().div_ceil(CARD_SHARDS));
    let cards: Vec<Vec<u8>> = index
        .cards
        .par_chunks(each)
        .map(|cards| {
            json(
                &cards
                    .iter()
                    .map(|card| encode_card(card))
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    let mut manifest = Manifest {
        version: VERSION,
        documents: index.basics.documents,
        full: index.basics.full,
        head: u32::try_from(head).unwrap_or(0),
        cards_each: u32::try_from(each).unwrap_or(1),
        terms: hashes(&terms),
        cards: hashes(&cards),
        common: index
            .basics
            .common
            .iter()
            .map(|(term, weight)| (term.clone(), *weight))
            .collect(),
        tools: index.basics.tools.clone(),
    };
    manifest.common.retain(|_, weight| *weight > 0);
    let mut files: Vec<File> = terms
        .into_iter()
        .enumerate()
        .map(|(number, bytes)| (manifest.term_shard(number), bytes))
        .collect();
    files.extend(
        cards
            .into_iter()
            .enumerate()
            .map(|(number, bytes)| (manifest.card_shard(number), bytes)),
    );
    files.push((MANIFEST.to_owned(), json(&manifest)));
    files
}

/// The terms of one shard with their rows, sorted.
#[derive(Clone, Default)]
struct TermShard<'i>(Vec<(&'i str, &'i Row)>);

impl serde::Serialize for TermShard<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(term, row)| (term, encode_row(row))))
    }
}

/// A power of two, so that a growing index moves its terms rarely.
fn term_shards(documents: usize) -> usize {
    (documents / 8).next_power_of_two().clamp(16, 8_192)
}

fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("maps with text keys, lists, numbers and texts are JSON")
}

fn hashes(files: &[Vec<u8>]) -> String {
    files
        .par_iter()
        .map(|bytes| hash(bytes))
        .collect::<Vec<_>>()
        .concat()
}

/// The first 24 bits of the content's hash.
fn hash(bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes);
    hash.as_bytes()
        .iter()
        .take(HASH)
        .map(|byte| char::from(DIGITS[usize::from(byte % 64)]))
        .collect()
}

/// `[weight, document, impact, steps to the next document, impact, …]`.
fn encode_row(row: &Row) -> Vec<u32> {
    let mut out = vec![row.weight];
    let mut last = 0;
    for &(document, impact) in &row.postings {
        out.extend([document - last, impact]);
        last = document;
    }
    out
}

/// `[address, title, status, state, quick fix, wrapper, [kind, text, weights]…]`; codes are not written, they follow from the rest.
fn encode_card(card: &Card) -> Vec<serde_json::Value> {
    let mut out: Vec<serde_json::Value> = [
        &card.address,
        &card.title,
        &card.status,
        &card.state,
        &card.quick_fix,
    ]
    .into_iter()
    .map(|text| text.as_str().into())
    .collect();
    out.push(u32::from(card.wrapper).into());
    out.extend(
        card.patterns
            .iter()
            .filter(|pattern| pattern.kind != Kind::Code)
            .map(|pattern| {
                let text = if pattern.kind == Kind::Title {
                    ""
                } else {
                    pattern.text.as_str()
                };
                serde_json::json!([kind_number(pattern.kind), text, weights(pattern)])
            }),
    );
    out
}

pub(crate) fn kind_number(kind: Kind) -> u32 {
    match kind {
        Kind::Signature => 0,
        Kind::Sample => 1,
        Kind::Title => 2,
        Kind::Code => 3,
    }
}

fn weights(pattern: &Pattern) -> String {
    pattern
        .parts
        .iter()
        .map(|part| char::from(DIGITS[part.weight.min(63) as usize]))
        .collect()
}
