//! Words like a misspelt or unfinished one, among the words that begin alike.
//!
//! Optimal string alignment distance (Damerau's edits, no substring edited twice): at most one edit for short words, two for long ones.

use super::index::{Found, Leeway, Row};
use crate::text;

/// Documents from which on words are grouped by one character more: their shards would be too large.
const LARGE: usize = 4_096;
/// Most words that stand in for one.
const MOST: usize = 4;

/// Characters that a word and what stands in for it share at the beginning; shards group words by them.
pub(crate) fn head_of(documents: usize) -> usize {
    if documents < LARGE { 3 } else { 4 }
}

/// Looks a term up among the rows that begin like it, with the same `head` characters.
pub(crate) fn find<'a>(
    term: &str,
    leeway: Leeway,
    head: usize,
    rows: impl Iterator<Item = (&'a str, Row)>,
) -> Found {
    let mut found = Found::default();
    let guess = leeway != Leeway::None && text::plain_word(term) && term.chars().count() > head;
    let mut near: Vec<(u32, u32, &str, Row)> = Vec::new();
    let word: Vec<char> = term.chars().collect();
    for (key, row) in rows {
        if key == term {
            found.exact = Some(row);
        } else if guess
            && text::plain_word(key)
            && key.chars().take(head).eq(word.iter().take(head).copied())
        {
            let typed = leeway == Leeway::Prefix && key.starts_with(term);
            let edits = if typed { Some(1) } else { distance(&word, key) };
            if let Some(edits) = edits {
                near.push((edits, row.weight, key, row));
            }
        }
    }
    if found.exact.is_none() || leeway == Leeway::Prefix {
        near.sort_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
        if let Some(&(least, ..)) = near.first() {
            found.near = near
                .into_iter()
                .filter(|row| row.0 == least)
                .take(MOST)
                .map(|row| row.3)
                .collect();
        }
    }
    if found.exact.is_some() {
        found.near.clear();
    }
    found
}

/// The number of edits, if it is small enough to be a slip.
fn distance(word: &[char], key: &str) -> Option<u32> {
    let key: Vec<char> = key.chars().collect();
    let most = if word.len() < 5 {
        0
    } else if word.len() < 8 {
        1
    } else {
        2
    };
    if most == 0 || word.len().abs_diff(key.len()) > most as usize {
        return None;
    }
    let mut before: Vec<u32> = Vec::new();
    let mut last: Vec<u32> = (0..).take(key.len() + 1).collect();
    for (i, &a) in word.iter().enumerate() {
        let mut row = Vec::with_capacity(key.len() + 1);
        row.push(last[0] + 1);
        for (j, &b) in key.iter().enumerate() {
            let mut best = (last[j] + u32::from(a != b))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && a == key[j - 1] && word[i - 1] == b {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&edits| edits <= most)
}
