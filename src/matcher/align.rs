//! Lays a pattern over the lines of a text: a local alignment in order, weighted by how telling each word is.
//!
//! After Smith and Waterman's chaining of matches: words of the pattern found in order add their weights, words in between
//! that the pattern has no gap for cost a little. What is found of all there is to find is the coverage.

use super::pattern::Pattern;
use super::query::Query;
use super::rank::RANK;

/// Lines on both sides that may belong to one message.
const AROUND: u32 = 2;
/// Most matches of words that are chained in one window.
const HITS: usize = 160;
/// Occurrences of one word that are looked at.
const OCCURRENCES: usize = 20_000;

/// How well a pattern lies over a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fit {
    /// Weight found, less the cost of strays.
    pub(crate) found: i64,
    /// Weight of the whole pattern.
    pub(crate) total: i64,
    /// Worth of it: `found`, less what is missing, by the level of its line.
    pub(crate) worth: i64,
    /// The line that holds most of it.
    pub(crate) line: u32,
    /// Word of the pattern and word of the text, in order.
    pub(crate) pairs: Vec<(usize, u32)>,
}

impl Fit {
    /// Whether two fits share no word of the text, so that one is evidence beside the other.
    pub(crate) fn is_apart(&self, other: &Self) -> bool {
        !self
            .pairs
            .iter()
            .any(|(_, word)| other.pairs.iter().any(|(_, used)| used == word))
    }
}

struct Hit {
    /// Index into the words of the text.
    word: u32,
    /// Number of the word in the text.
    at: i64,
    /// Index of the word in the pattern.
    part: usize,
    best: i64,
    before: Option<usize>,
}

/// The best fit anywhere in the text; `None` when nothing of the pattern stands in it.
pub(crate) fn align(pattern: &Pattern, query: &Query, full: u32) -> Option<Fit> {
    let mut best: Option<Fit> = None;
    for line in promising(pattern, query) {
        let fit = in_window(pattern, query, line, full);
        if best.as_ref().is_none_or(|known| fit.worth > known.worth) {
            best = Some(fit);
        }
    }
    best.filter(|fit| fit.found > 0)
}

/// The lines that share most with the pattern.
fn promising(pattern: &Pattern, query: &Query) -> Vec<u32> {
    let mut shared: Vec<(u32, u32, i64)> = Vec::new();
    for (number, part) in (0_u32..).zip(&pattern.parts) {
        if pattern.parts[..number as usize]
            .iter()
            .any(|other| other.word == part.word)
        {
            continue;
        }
        let Some(places) = query.places.get(&part.word) else {
            continue;
        };
        let from = places.len().saturating_sub(OCCURRENCES);
        shared.extend(places[from..].iter().map(|&place| {
            (
                query.words[place as usize].line,
                number,
                i64::from(part.weight),
            )
        }));
    }
    shared.sort_unstable();
    shared.dedup();
    let mut lines: Vec<(i64, u32)> = Vec::new();
    for (line, _, weight) in shared {
        match lines.last_mut() {
            Some(last) if last.1 == line => last.0 += weight,
            _ => lines.push((weight, line)),
        }
    }
    for (mass, line) in &mut lines {
        *mass *= query.line_weight(*line);
    }
    lines.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)));
    lines.truncate(usize::try_from(RANK.windows).unwrap_or(1));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn in_window(pattern: &Pattern, query: &Query, line: u32, full: u32) -> Fit {
    let mut hits = hits(pattern, query, line);
    let mut gaps = vec![0_i64; pattern.parts.len() + 1];
    for (number, part) in pattern.parts.iter().enumerate() {
        gaps[number + 1] = gaps[number] + i64::from(part.gap);
    }
    let mut top = None;
    for now in 0..hits.len() {
        let own = i64::from(pattern.parts[hits[now].part].weight);
        let mut best = (own, None);
        for before in 0..now {
            let (old, new) = (&hits[before], &hits[now]);
            if old.at >= new.at || old.part >= new.part {
                continue;
            }
            let open = gaps[new.part + 1] > gaps[old.part + 1];
            let extra = (new.at - old.at) - i64::try_from(new.part - old.part).unwrap_or(0);
            let cost = if open {
                (extra - 8).max(0) / 4
            } else {
                extra.abs() * RANK.stray
            };
            let score = old.best + own - cost.min(RANK.stray_most);
            if score > best.0 {
                best = (score, Some(before));
            }
        }
        (hits[now].best, hits[now].before) = best;
        if top.is_none_or(|known: usize| hits[now].best > hits[known].best) {
            top = Some(now);
        }
    }
    top.map_or_else(Fit::default, |top| fit(pattern, query, &hits, top, full))
}

/// Matches of the pattern's words in the lines around one, by place and then by word of the pattern.
fn hits(pattern: &Pattern, query: &Query, line: u32) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for (number, part) in pattern.parts.iter().enumerate() {
        let Some(places) = query.places.get(&part.word) else {
            continue;
        };
        let from =
            places.partition_point(|&place| query.words[place as usize].line + AROUND < line);
        for &place in places[from..]
            .iter()
            .take_while(|&&place| query.words[place as usize].line <= line + AROUND)
        {
            hits.push(Hit {
                word: place,
                at: i64::from(query.words[place as usize].at),
                part: number,
                best: 0,
                before: None,
            });
        }
    }
    if hits.len() > HITS {
        hits.sort_by_key(|hit| {
            (
                std::cmp::Reverse(pattern.parts[hit.part].weight),
                query.words[hit.word as usize].line.abs_diff(line),
                hit.word,
                hit.part,
            )
        });
        hits.truncate(HITS);
    }
    hits.sort_by_key(|hit| (hit.word, hit.part));
    hits
}

fn fit(pattern: &Pattern, query: &Query, hits: &[Hit], top: usize, full: u32) -> Fit {
    let total = i64::from(pattern.total()).max(1);
    let found = hits[top].best;
    let mut pairs = Vec::new();
    let mut at = Some(top);
    while let Some(hit) = at {
        pairs.push((hits[hit].part, hits[hit].word));
        at = hits[hit].before;
    }
    pairs.reverse();
    let mut masses: Vec<(u32, i64)> = Vec::new();
    for &(part, word) in &pairs {
        let line = query.words[word as usize].line;
        let weight = i64::from(pattern.parts[part].weight);
        match masses.last_mut() {
            Some(last) if last.0 == line => last.1 += weight,
            _ => masses.push((line, weight)),
        }
    }
    let line = masses
        .iter()
        .rev()
        .max_by_key(|(_, mass)| *mass)
        .map_or(0, |&(line, _)| line);
    let enough = i64::from(full) * RANK.enough;
    let mut worth = 16 * found.max(0) * enough / (found.max(0) + enough).max(1);
    for _ in 0..RANK.power {
        worth = worth * found.max(0) / total;
    }
    if found == total {
        worth += worth * RANK.whole / 16;
    }
    let worth = worth * query.line_weight(line) / 256;
    Fit {
        found,
        total,
        worth,
        line,
        pairs,
    }
}
