//! The search: look up the most telling terms, take the documents that say most of them, align what they offer, rank.

use anyhow::Result;

use super::align::{Fit, align};
use super::answer::Answer;
use super::confidence::{self, Signs};
use super::explain;
use super::index::{Basics, Card, Found, Source, Wanted};
use super::pattern::Kind;
use super::query::{Pick, Query};
use super::rank::RANK;
use super::scores::TermScores;

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
    let picks = query.picks(source.basics());
    let found = look_up(source, &picks)?;
    let scores = TermScores::new(&query, source.basics(), &picks, &found);
    let scored = score_all(source, &query, &scores, scores.candidates())?;
    Ok(Answer {
        confident: confidence::decide(&scored),
        matches: scored
            .iter()
            .filter(|one| one.score > 0)
            .map(|one| explain::explain(&query, one))
            .collect(),
        unknown_words: unknown(&picks, &found),
    })
}

/// The score that one document has for a text, whether or not it is among the candidates: an upper bound of what it can reach
/// in [`search`]. So a changed document cannot disturb an old answer whose best score is greater.
pub fn score_of(source: &dyn Source, text: &str, document: u32) -> Result<i64> {
    let query = Query::new(text);
    let picks = query.picks(source.basics());
    let found = look_up(source, &picks)?;
    let scores = TermScores::new(&query, source.basics(), &picks, &found);
    let scored = score_all(source, &query, &scores, vec![document])?;
    Ok(scored.first().map_or(0, |one| one.score))
}

/// The same search over every document that any term leads to: what pruning loses, measured in tests.
#[doc(hidden)]
pub fn search_all(source: &dyn Source, text: &str) -> Result<Vec<(i64, String)>> {
    let query = Query::new(text);
    let picks = query.picks(source.basics());
    let found = look_up(source, &picks)?;
    let scores = TermScores::new(&query, source.basics(), &picks, &found);
    let every = (0..source.basics().documents).collect();
    let scored = score_all(source, &query, &scores, every)?;
    Ok(scored
        .into_iter()
        .map(|one| (one.score, one.card.address.clone()))
        .collect())
}

fn look_up(source: &dyn Source, picks: &[Pick]) -> Result<Vec<Found>> {
    let wanted: Vec<Wanted<'_>> = picks
        .iter()
        .map(|pick| Wanted {
            term: &pick.term,
            leeway: pick.leeway,
        })
        .collect();
    source.rows(&wanted)
}

/// The documents with their scores, best first, ties by address.
fn score_all(
    source: &dyn Source,
    query: &Query,
    scores: &TermScores,
    documents: Vec<u32>,
) -> Result<Vec<Scored>> {
    let cards = source.cards(&documents)?;
    let mut scored: Vec<Scored> = documents
        .into_iter()
        .zip(cards)
        .map(|(document, card)| score(query, source.basics(), document, card, scores))
        .collect();
    scored.sort_by(|a, b| {
        b.score
            .cmp(&a.score)
            .then_with(|| a.card.address.cmp(&b.card.address))
    });
    Ok(scored)
}

fn unknown(picks: &[Pick], found: &[Found]) -> Vec<String> {
    let mut words: Vec<String> = picks
        .iter()
        .zip(found)
        .filter(|(pick, found)| pick.whole && found.exact.is_none())
        .map(|(pick, _)| pick.word.clone())
        .collect();
    words.sort();
    words.dedup();
    words
}

fn score(
    query: &Query,
    basics: &Basics,
    document: u32,
    card: std::sync::Arc<Card>,
    scores: &TermScores,
) -> Scored {
    let terms = scores.of(document);
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
    let cover = if query.question && scores.asked > 0 {
        terms.known * 256 / scores.asked
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
