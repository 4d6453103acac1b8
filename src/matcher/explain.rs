//! Says why a document matched: the line, the signature, and what stood in its varying parts.

use super::align::Fit;
use super::answer::{Match, Why};
use super::fitted::Scored;
use super::index::Basics;
use super::pattern::Pattern;
use super::query::Query;

/// Reasons that are given.
const MOST: usize = 3;
/// Less of a pattern than this, in 16ths, explains nothing.
const LEAST: i64 = 6;
/// Characters of a captured text that are given.
const LONGEST: usize = 200;

pub(super) fn explain(query: &Query, scored: &Scored, basics: &Basics) -> Match {
    let card = &scored.card;
    let mut why: Vec<Why> = Vec::new();
    for (number, fit) in &scored.fits {
        if why.len() >= MOST || fit.found * 16 < fit.total * LEAST {
            continue;
        }
        let pattern = &card.patterns[*number];
        let line = &query.lines[fit.line as usize];
        let (captured, captured_at) = captured(pattern, query, fit).into_iter().unzip();
        why.push(Why {
            line: line.number,
            text: line.text.trim().to_owned(),
            signature: pattern.text.clone(),
            words: aligned(query, fit),
            captured,
            captured_at,
        });
    }
    Match {
        document: scored.document,
        tool: basics.tool_of(&card.address).to_owned(),
        address: card.address.clone(),
        title: card.title.clone(),
        status: card.status.clone(),
        state: card.state.clone(),
        quick_fix: card.quick_fix.clone(),
        score: scored.score,
        why,
    }
}

/// Where the words of the pattern stand in the trimmed line that holds most of them.
fn aligned(query: &Query, fit: &Fit) -> Vec<(u32, u32)> {
    let line = &query.lines[fit.line as usize];
    let indent = indent(&line.text);
    let places = fit
        .pairs
        .iter()
        .map(|&(_, word)| query.words[word as usize]);
    let atoms = places
        .filter(|place| place.line == fit.line)
        .map(|place| &line.atoms[place.atom as usize]);
    atoms
        .map(|atom| (atom.start - indent, atom.end - indent))
        .collect()
}

/// A captured text, and where it stands in the trimmed line that holds most of the pattern's words.
type Captured = (String, Option<(u32, u32)>);

/// The texts between neighbouring words of the pattern where it has `<*>`; where the words are in different lines, none.
fn captured(pattern: &Pattern, query: &Query, fit: &Fit) -> Vec<Captured> {
    let mut out = Vec::new();
    let ends = fit
        .pairs
        .iter()
        .map(|&(part, word)| (Some(part), Some(word)))
        .chain([(None, None)]);
    let mut before: (Option<usize>, Option<u32>) = (None, None);
    for next in ends {
        let neighbours = match (before.0, next.0) {
            (Some(a), Some(b)) => b == a + 1,
            (None, Some(b)) => b == 0,
            (Some(a), None) => a + 1 == pattern.parts.len(),
            (None, None) => false,
        };
        if neighbours && let Some((lead, tail)) = pattern.around_gap(before.0, next.0) {
            let words = (before.1, next.1);
            out.extend(between(query, fit.line, words, (lead.trim(), tail.trim())));
        }
        before = next;
    }
    out
}

/// What stands between two words of one line, or between a word and the line's end, without the literal text beside the gap.
fn between(
    query: &Query,
    best: u32,
    (before, after): (Option<u32>, Option<u32>),
    (lead, tail): (&str, &str),
) -> Option<Captured> {
    let place = |word: u32| query.words[word as usize];
    let number = place(before.or(after)?).line;
    if before.is_some_and(|word| place(word).line != number)
        || after.is_some_and(|word| place(word).line != number)
    {
        return None;
    }
    let line = &query.lines[number as usize];
    let from = before.map_or(0, |word| line.atoms[place(word).atom as usize].end);
    let to = after.map_or(count(&line.text), |word| {
        line.atoms[place(word).atom as usize].start
    });
    let chars = line.text.chars().skip(from as usize);
    let all: String = chars.take((to - from) as usize).collect();
    let text = all.trim_start();
    let text = text.strip_prefix(lead).unwrap_or(text).trim_start();
    let from = from + count(&all) - count(text);
    let text = text.trim_end();
    let text = text.strip_suffix(tail).unwrap_or(text).trim_end();
    let indent = indent(&line.text);
    let at = (number == best).then(|| (from - indent, from - indent + count(text)));
    (!text.is_empty()).then(|| (text.chars().take(LONGEST).collect(), at))
}

/// Code points of the blanks before a text.
fn indent(text: &str) -> u32 {
    count(text) - count(text.trim_start())
}

/// Code points of a text.
fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
