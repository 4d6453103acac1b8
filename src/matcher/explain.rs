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

pub(super) fn explain(query: &Query, scored: &Scored, basics: &Basics) -> Match {
    let card = &scored.card;
    let mut why: Vec<Why> = Vec::new();
    for (number, fit) in &scored.fits {
        if why.len() >= MOST || fit.found * 16 < fit.total * LEAST {
            continue;
        }
        let pattern = &card.patterns[*number];
        let line = &query.lines[fit.line as usize];
        why.push(Why {
            line: line.number,
            text: line.text.trim().to_owned(),
            signature: pattern.text.clone(),
            words: aligned(query, fit),
            captured: captured(pattern, query, fit),
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
    let indent = line.text.chars().take_while(|c| c.is_whitespace()).count();
    let indent = u32::try_from(indent).unwrap_or(0);
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

/// The texts between neighbouring words of the pattern where it has `<*>`; where the words are in different lines, none.
fn captured(pattern: &Pattern, query: &Query, fit: &Fit) -> Vec<String> {
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
            out.extend(between(query, before.1, next.1, &lead, &tail));
        }
        before = next;
    }
    out
}

fn between(
    query: &Query,
    before: Option<u32>,
    after: Option<u32>,
    lead: &str,
    tail: &str,
) -> Option<String> {
    let place = |word: u32| query.words[word as usize];
    let line = place(before.or(after)?).line;
    if before.is_some_and(|word| place(word).line != line)
        || after.is_some_and(|word| place(word).line != line)
    {
        return None;
    }
    let line = &query.lines[line as usize];
    let from = before.map_or(0, |word| line.atoms[place(word).atom as usize].end as usize);
    let to = after.map_or(usize::MAX, |word| {
        line.atoms[place(word).atom as usize].start as usize
    });
    let text: String = line.text.chars().skip(from).take(to - from).collect();
    let text = text.trim();
    let text = text.strip_prefix(lead.trim()).unwrap_or(text);
    let text = text.strip_suffix(tail.trim()).unwrap_or(text).trim();
    (!text.is_empty()).then(|| text.chars().take(200).collect())
}
