//! Words like a misspelt or unfinished one, among the words that begin alike: with the same letters in any order, doubled ones once,
//! since that is where slips are made.
//!
//! Optimal string alignment distance (Damerau's edits, no substring edited twice): at most one edit for short words, two for long ones.

use super::index::{Found, Leeway, Row};
use crate::text;

/// Documents from which on words are grouped by one character more: their shards would be too large.
const LARGE: usize = 4_096;
/// Most words that stand in for one.
const MOST: usize = 4;

/// How many characters at the beginning of a word group it with others.
pub(crate) fn head_of(documents: usize) -> usize {
    if documents < LARGE { 3 } else { 4 }
}

/// What words that begin alike have in common: their first `head` characters, neighbours that are the same counted once, sorted.
/// Shards group words by it.
pub(crate) fn group_of(word: &str, head: usize) -> String {
    let mut last = None;
    let mut group: Vec<char> = word
        .chars()
        .filter(|&c| last.replace(c) != Some(c))
        .take(head)
        .collect();
    group.sort_unstable();
    group.into_iter().collect()
}

/// Looks a term up among the rows of its group.
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
    let group = group_of(term, head);
    for (key, row) in rows {
        if key == term {
            found.exact = Some(row);
        } else if guess && text::plain_word(key) && group_of(key, head) == group {
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
                .map(|(_, _, key, row)| (key.to_owned(), row))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn stands_in(key: &str, word: &str) -> bool {
        let row = Row::default();
        let found = find(word, Leeway::Typo, 3, [(key, row)].into_iter());
        !found.near.is_empty()
    }

    #[test]
    fn a_slip_at_the_beginning_is_forgiven_like_any_other() {
        assert!(stands_in("daemon", "deamon"));
        assert!(stands_in("connect", "conect"));
        assert!(stands_in("docker", "odcker"));
        assert!(stands_in("settings", "setings"));
        assert!(!stands_in("daemon", "deacon"));
        assert!(!stands_in("node", "ndoe"));
    }

    #[test]
    fn groups_do_not_tell_the_order_of_letters() {
        assert_eq!(group_of("connection", 4), group_of("conection", 4));
        assert_eq!(group_of("daemon", 3), "ade");
        assert_eq!(group_of("oo", 3), "o");
    }
}
