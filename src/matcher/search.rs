//! The search: look up the most telling terms, take the documents that say most of them, align what they offer, rank.

use anyhow::Result;
use rustc_hash::FxHashMap;

use super::align::{Fit, align};
use super::answer::{Answer, Match};
use super::confidence::{self, Signs};
use super::explain;
use super::index::{Basics, Card, Found, Source, Wanted};
use super::pattern::Kind;
use super::query::{Pick, Query};
use super::rank::RANK;

/// Lines whose terms are scored together.
const SCORED_LINES: usize = 600;

/// What the terms say of one document.
#[derive(Debug, Clone, Copy, Default)]
struct Terms {
    /// Score of the best line.
    line: i64,
    /// Score of the whole text.
    text: i64,
    /// How much of the text's weight the document knows.
    known: i64,
}

/// A candidate with all that was found out about it.
pub(super) struct Scored {
    pub(super) document: u32,
    pub(super) card: std::sync::Arc<Card>,
    pub(super) score: i64,
    pub(super) fits: Vec<(usize, Fit)>,
    pub(super) signs: Signs,
}

/// Searches an index for a text.
pub fn search(source: &dyn Source, text: &str) -> Result<Answer> {
    let query = Query::new(text);
    let basics = source.basics();
    let picks = query.picks(basics);
    let wanted: Vec<Wanted<'_>> = picks
        .iter()
        .map(|pick| Wanted {
            term: &pick.term,
            leeway: pick.leeway,
        })
        .collect();
    let found = source.rows(&wanted)?;
    let (terms, asked) = score_terms(&query, basics, &picks, &found);
    let candidates = candidates(&terms);
    let cards = source.cards(&candidates)?;
    let mut scored: Vec<Scored> = candidates
        .into_iter()
        .zip(cards)
        .map(|(document, card)| score(&query, basics, document, card, terms[&document], asked))
        .collect();
    scored.sort_by(|a, b| {
        b.score
            .cmp(&a.score)
            .then_with(|| a.card.address.cmp(&b.card.address))
    });
    let confident = confidence::decide(&scored);
    let unknown_words = unknown(&picks, &found);
    let matches: Vec<Match> = scored
        .iter()
        .filter(|one| one.score > 0)
        .map(|one| explain::explain(&query, one))
        .collect();
    Ok(Answer {
        confident,
        matches,
        unknown_words,
    })
}

fn unknown(picks: &[Pick], found: &[Found]) -> Vec<String> {
    let mut words: Vec<String> = picks
        .iter()
        .zip(found)
        .filter(|(pick, found)| pick.whole && found.exact.is_none())
        .map(|(pick, _)| pick.term.clone())
        .collect();
    words.sort();
    words
}

/// The term scores of all documents that any looked-up term leads to, and the weight of all that was asked.
fn score_terms(
    query: &Query,
    basics: &Basics,
    picks: &[Pick],
    found: &[Found],
) -> (FxHashMap<u32, Terms>, i64) {
    let mut all: FxHashMap<u32, Terms> = FxHashMap::default();
    let mut by_line: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut asked = 0;
    let gains: Vec<Vec<(u32, i64)>> = picks
        .iter()
        .zip(found)
        .map(|(pick, found)| gains(pick, found))
        .collect();
    for (number, (pick, found)) in picks.iter().zip(found).enumerate() {
        let heaviest = pick
            .lines
            .iter()
            .map(|&line| query.line_weight(line))
            .max()
            .unwrap_or(0);
        let weight = found.exact.as_ref().map_or(basics.full, |row| row.weight);
        let weight = if pick.whole {
            i64::from(weight * pick.shape)
        } else {
            0
        };
        asked += weight;
        for &(document, gain) in &gains[number] {
            let terms = all.entry(document).or_default();
            terms.text += gain * heaviest / 256;
            terms.known += if found.exact.is_some() {
                weight
            } else {
                weight / 2
            };
        }
        for &line in &pick.lines {
            by_line.entry(line).or_default().push(number);
        }
    }
    let mut lines: Vec<(u32, Vec<usize>)> = by_line.into_iter().collect();
    lines.sort_by_key(|(line, numbers)| (std::cmp::Reverse(numbers.len()), *line));
    for (line, numbers) in lines.into_iter().take(SCORED_LINES) {
        let mut scores: FxHashMap<u32, i64> = FxHashMap::default();
        for number in numbers {
            for &(document, gain) in &gains[number] {
                *scores.entry(document).or_default() += gain;
            }
        }
        for (document, score) in scores {
            let terms = all.entry(document).or_default();
            terms.line = terms.line.max(score * query.line_weight(line) / 256);
        }
    }
    (all, asked)
}

/// What a term gives to each document it leads to, in weight times 16.
fn gains(pick: &Pick, found: &Found) -> Vec<(u32, i64)> {
    let gain = |weight: u32, impact: u32| i64::from(weight * impact * pick.shape) / 31;
    if let Some(row) = &found.exact {
        return row
            .postings
            .iter()
            .map(|&(document, impact)| (document, gain(row.weight, impact)))
            .collect();
    }
    let mut best: FxHashMap<u32, i64> = FxHashMap::default();
    for row in &found.near {
        for &(document, impact) in &row.postings {
            let entry = best.entry(document).or_default();
            *entry = (*entry).max(gain(row.weight, impact) * RANK.near / 16);
        }
    }
    let mut out: Vec<(u32, i64)> = best.into_iter().collect();
    out.sort_unstable();
    out
}

/// The documents worth reading: the best by the whole text and the best by a single line.
fn candidates(terms: &FxHashMap<u32, Terms>) -> Vec<u32> {
    let most = usize::try_from(RANK.candidates).unwrap_or(0);
    let best = |of: &dyn Fn(&Terms) -> i64| {
        let mut all: Vec<(i64, u32)> = terms
            .iter()
            .map(|(&document, terms)| (of(terms), document))
            .collect();
        all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        all.truncate(most);
        all
    };
    let (by_line, by_text) = (best(&|terms| terms.line), best(&|terms| terms.text));
    let mut out: Vec<u32> = Vec::new();
    for (line, text) in by_line.into_iter().zip(by_text) {
        for (_, document) in [line, text] {
            if !out.contains(&document) && out.len() < most {
                out.push(document);
            }
        }
    }
    out
}

fn score(
    query: &Query,
    basics: &Basics,
    document: u32,
    card: std::sync::Arc<Card>,
    terms: Terms,
    asked: i64,
) -> Scored {
    let mut fits: Vec<(usize, Fit)> = Vec::new();
    for (number, pattern) in card.patterns.iter().enumerate() {
        if let Some(mut fit) = align(pattern, query, basics.full) {
            let kind = match pattern.kind {
                Kind::Signature => 16,
                Kind::Sample => RANK.sample,
                Kind::Title => RANK.title,
                Kind::Code => RANK.code,
            };
            let wrapper = if pattern.wrapper || card.wrapper {
                RANK.wrapper
            } else {
                16
            };
            fit.worth = fit.worth * kind * wrapper / 256;
            fits.push((number, fit));
        }
    }
    fits.sort_by(|a, b| b.1.worth.cmp(&a.1.worth).then(a.0.cmp(&b.0)));
    let best = fits.first().map_or(0, |fit| fit.1.worth);
    let second = fits
        .iter()
        .skip(1)
        .find(|fit| fit.1.is_apart(&fits[0].1))
        .map_or(0, |fit| fit.1.worth);
    let tool = names_tool(query, &card.address, fits.first().map(|fit| fit.1.line));
    let cover = if query.question && asked > 0 {
        terms.known * 256 / asked
    } else {
        0
    };
    let score = best
        + second * RANK.second / 16
        + terms.line * RANK.line_terms / 16
        + terms.text * RANK.text_terms / 16
        + terms.line * cover / 256 * RANK.cover / 16;
    let score = score + score * RANK.tool * i64::from(tool) / 16;
    let code_only = fits
        .first()
        .is_some_and(|fit| card.patterns[fit.0].kind == Kind::Code);
    let terms = terms.line * 16 / i64::from(basics.full.max(1));
    let signs = Signs {
        terms,
        known: cover,
        asked: query.question,
        code_only,
        ..Signs::new(basics, fits.first().map(|fit| &fit.1))
    };
    Scored {
        document,
        card,
        score,
        fits,
        signs,
    }
}

/// Whether a question, or the line that matched, names the tool of an address.
fn names_tool(query: &Query, address: &str, line: Option<u32>) -> bool {
    let tool = address.split('/').next().unwrap_or_default();
    let within = |word: &str| {
        let mut lines = query
            .places
            .get(word)
            .into_iter()
            .flatten()
            .map(|&place| query.words[place as usize].line);
        lines.any(|found| query.question || Some(found) == line)
    };
    tool.split('-').all(within)
        || (query.question
            && query
                .places
                .keys()
                .any(|word| word.len() >= 3 && tool.starts_with(word.as_str())))
}
