//! Finds the page for a text: index, ranking, alignment, confidence, explanation. Pure: text and documents in, an answer out.
//!
//! [`Index::build`] indexes [`Document`]s; [`search()`] asks a [`Source`], which is that index, or a [`Reader`] over the files
//! that [`write()`] made of it. Both give equal answers, and so does the browser's engine, held by the vectors in
//! `tests/vectors/`. All scores are whole numbers; a division cuts towards zero; lists are sorted with complete orders.
//! Strings compare by code points.
//!
//! # A search
//!
//! 1. **Lines** (`text::lines`): the text is split at `\n` and `\r` (a pair counts as one line break), each line cleaned (escape
//!    sequences, control and invisible characters removed, curly quotes straightened, tabs made blanks, blanks at the end cut), lines that
//!    a terminal broke are rejoined, JSON strings with line breaks are taken apart. A line of more than 4,096 characters is taken apart, before
//!    the last blank or ESC of each piece. Of a text of more than 20,000 pieces or 2 MB the first so many are kept, the last so many, and of what falls
//!    out between (at most 10,000, 1 MB, the newest) those with a word of `error` of at least five letters in them and the three after each; of pieces
//!    that are equal when each digit with all letters and digits after it is one `0`, eight are held at a time. Such a text is not rejoined. Each line gives atoms, with places in code points,
//!    and a level. A line without atoms, or with the same folded atoms as an earlier one, is dropped.
//! 2. **Words** (`query`): every atom that is no id stands in a list with its line, its index in the line, and a running number `at`,
//!    which a line break raises by one. A code cut in two by a line break is added as a word at the place of its first half.
//!    The weight of a line, in 256ths, is its level's weight times 16, plus `late` 16ths of it by its place in the text (of a wrapper: by its place from the end).
//!    A text of one line with at most 14 words is a *question*.
//! 3. **Picks**: each term of each line (at most 1,000 lines: by level, then the last) is rated by weight (`common` in the manifest, else
//!    `full`) × shape; the terms of a line are sorted by it, and the one on place *n* (from 0) is rated × line weight / (8 + *n*). A term keeps its
//!    greatest rating. The `lookups` best are looked up, ties by term. In a question words may be misspelt, and the last may be unfinished.
//! 4. **Rows**: each looked-up term gives its weight and postings. A plain word of more than three characters that has no row is
//!    replaced by up to four words of its group: at the least number of edits (optimal string alignment; none
//!    under 5 characters, 1 under 8, else 2; a word that begins with the unfinished one counts as one edit), then least weight, then term.
//!    In a question without `: `, each phrase of a row of `alike` (in the rules, stem by stem) brings in the other phrases of the row, at most `alikes` by
//!    place. Such a phrase stands for the picks of the words it was found by: its documents are those that have all its telling
//!    words (at least half as heavy as the heaviest), with the least of their impacts.
//! 5. **Term scores**: a posting gains weight × impact × min(shape, 16) / 31; for a replacement `near` 16ths of it, for a phrase `alike` 16ths of it, at
//!    the lesser of both weights. A document has the best for each pick. The score of a document's best line, and of the whole text, add
//!    gains by the weights of lines.
//! 6. **Candidates**: the best by line and the best by text in turn (ties by number), `candidates` of them. Their cards are read.
//! 7. **Alignment** (`align`): each pattern of a card is laid over the `windows` lines that share most with it, with two lines on
//!    either side. Matches of words are chained in order: each adds its weight, and between two of them strays cost
//!    |Δplace − Δpart| × `stray` (where the pattern has a gap: what exceeds 8, a quarter of it), at most `stray_most`. What is found is worth
//!    16 × found × enough / (found + enough) with enough = `enough` × `full`, times (found / total) to the power of `power`, `whole` 16ths more if nothing is
//!    missing, times the weight of the line that holds most, times the worth of its kind. Wrappers keep `wrapper` 16ths if a pattern that
//!    wraps nothing was found nearly whole with an evidence of `cause`.
//! 8. **Score**: the best pattern, `second` 16ths of the best one that shares no word of the text with it, the term scores, for a question the share of it that
//!    the document knows, and as far as it is known the most that is asked for of any pattern but a code: stem by stem in any order (a replacement and a
//!    phrase as in 5), weight × 16 × the square of the share found, `words` 16ths of it. Then a bonus where the tool of the address is named in the
//!    line that matched, or in the question, if need be misspelt.
//!    Sorted by score, then address.
//! 9. **Confidence** (`confidence`): covered × found of the best pattern reaches `evidence` (`strange` where its line holds a numbered code that the
//!    index does not know: 1 to 5 letters, then 3 to 5 digits), or a question without `: ` is known well enough and clearly best.
//!
//! The numbers in `code font` are in `rank.json`, word classes, masks, words of levels and phrases that say the same in `text/rules.json`: both are
//! shipped to the browser as they are.
//!
//! # The files of an index, version 2
//!
//! - `manifest.json`: `{"version", "documents", "full", "head", "cards_each", "terms", "cards", "common", "tools"}`, see [`Manifest`]. `terms` and `cards` are
//!   content hashes, four characters for each shard in order.
//! - `t<number>-<hash>.json`: an object, term → `[weight, document, impact, step, impact, …]`: documents as steps from the one before, ascending.
//!   The group of a plain word: its first `head` characters, after neighbours that are the same are counted once, sorted by code point.
//!   The shard of a term: FNV-1a (32 bits, of the UTF-8 bytes) of the group of a plain word, of the whole term otherwise; then `(hash ^ hash >> 15) mod shards`. A plain word has no ASCII digit and none of `_ - .`.
//! - `c<number>-<hash>.json`: a list of cards: `[address, title, status, state, quick fix, wrapper (0 or 1), [kind, text, weights], …]`. Document *d* is card
//!   *d* mod `cards_each` of shard *d* / `cards_each`. Kinds: 0 signature, 1 line of a sample, 2 title (text empty). Weights: one character for each
//!   word of the text, in order, from `0-9A-Za-z-_` as numbers 0 to 63. After reading, each code in a pattern (`Atom::is_code`) whose weight is at least
//!   `full` − 8 becomes a pattern of kind 3 of its own, unless a pattern of that one word exists.
//!
//! A shard that is missing means that the manifest is old: fetch it again, once. Numbers of a document are those of one manifest.

mod align;
mod answer;
mod build;
mod confidence;
mod document;
mod explain;
mod fitted;
mod gain;
mod index;
mod manifest;
mod memory;
mod near;
mod pattern;
mod query;
mod rank;
mod reader;
mod scores;
mod search;
mod shard;
mod sought;
mod terms;
mod trail;
mod weight;

pub use answer::{Answer, Match, Why};
pub use document::Document;
pub use index::{Basics, Card, Found, Leeway, Row, Source, Wanted};
pub use manifest::{Manifest, VERSION};
pub use memory::Index;
pub use pattern::{Kind, Part, Pattern};
pub use rank::RANK_JSON;
pub use reader::{Files, Reader};
pub use search::{search, search_all, search_log};
pub use shard::{File, MANIFEST, write};
pub use terms::Terms;
pub use trail::{Tracked, Trail};
