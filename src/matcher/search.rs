//! The search: look up the most telling terms, take the documents that say most of them, align what they offer, rank.

use anyhow::Result;

use super::answer::Answer;
use super::confidence::{self, Doubts};
use super::explain;
use super::fitted::{Fitted, Scored};
use super::gain::Alike;
use super::index::{Found, Leeway, Source, Wanted};
use super::query::{Pick, Query};
use super::scores::TermScores;
use crate::text::{self, Line, Log};

/// Searches an index for a text.
pub fn search(source: &dyn Source, text: &str) -> Result<Answer> {
    search_log(source, Log::of(text))
}

/// The same for a log that was read piece by piece.
pub fn search_log(source: &dyn Source, log: Log) -> Result<Answer> {
    let asked = Asked::new(source, log.lines)?;
    let Asked {
        query,
        picks,
        found,
        scores,
    } = &asked;
    let scored = score_all(source, query, scores, scores.candidates())?;
    Ok(Answer {
        confident: confidence::decide(&scored, doubts(query, picks, found, &scored)),
        matches: scored
            .iter()
            .filter(|one| one.score > 0)
            .map(|one| explain::explain(query, one, source.basics()))
            .collect(),
        unknown_words: unknown(picks, found),
        left_out: log.left_out,
    })
}

/// The same search over every document that any term leads to: what pruning loses, measured in tests.
#[doc(hidden)]
pub fn search_all(source: &dyn Source, text: &str) -> Result<Vec<(i64, String)>> {
    let Asked { query, scores, .. } = Asked::new(source, text::lines(text))?;
    let every = (0..source.basics().documents).collect();
    let scored = score_all(source, &query, &scores, every)?;
    Ok(scored
        .into_iter()
        .map(|one| (one.score, one.card.address.clone()))
        .collect())
}

/// A text with what the index says of its terms.
struct Asked {
    query: Query,
    picks: Vec<Pick>,
    /// For each pick.
    found: Vec<Found>,
    scores: TermScores,
}

impl Asked {
    fn new(source: &dyn Source, lines: Vec<Line>) -> Result<Self> {
        let basics = source.basics();
        let query = Query::new(lines);
        let picks = query.picks(basics);
        let phrases = query.phrases(&picks);
        let own = picks.iter().map(|pick| (&pick.term, pick.leeway));
        let others = phrases.iter().flat_map(|phrase| &phrase.terms);
        let wanted: Vec<Wanted<'_>> = own
            .chain(others.map(|term| (term, Leeway::None)))
            .map(|(term, leeway)| Wanted { term, leeway })
            .collect();
        let mut found = source.rows(&wanted)?;
        let mut rows = found.split_off(picks.len()).into_iter();
        let alike: Vec<Alike> = phrases
            .into_iter()
            .map(|phrase| {
                let own: Vec<Found> = rows.by_ref().take(phrase.terms.len()).collect();
                Alike::new(phrase, own)
            })
            .collect();
        let scores = TermScores::new(&query, basics, &picks, &found, &alike);
        Ok(Self {
            query,
            picks,
            found,
            scores,
        })
    }
}

/// The documents with their scores, best first, ties by address.
fn score_all(
    source: &dyn Source,
    query: &Query,
    scores: &TermScores,
    documents: Vec<u32>,
) -> Result<Vec<Scored>> {
    let cards = source.cards(&documents)?;
    let full = source.basics().full;
    let fitted: Vec<Fitted> = documents
        .into_iter()
        .zip(cards)
        .map(|(document, card)| Fitted::new(query, document, card, full))
        .collect();
    let cause = fitted.iter().any(|one| one.is_cause(full));
    let mut scored: Vec<Scored> = fitted
        .into_iter()
        .map(|one| one.score(query, scores, cause, full))
        .collect();
    scored.sort_by(|a, b| {
        b.score
            .cmp(&a.score)
            .then_with(|| a.card.address.cmp(&b.card.address))
    });
    Ok(scored)
}

/// What of the text speaks against an answer, whatever it says for one.
fn doubts(query: &Query, picks: &[Pick], found: &[Found], scored: &[Scored]) -> Doubts {
    let line = scored
        .first()
        .and_then(|one| one.fits.first())
        .map(|(_, fit)| fit.line);
    let on_line = |pick: &Pick| line.is_some_and(|line| pick.lines.contains(&line));
    Doubts {
        strange_number: has_strange_number(picks, found),
        strange_code: picks.iter().zip(found).any(|(pick, found)| {
            pick.whole && found.exact.is_none() && is_numbered_code(&pick.word) && on_line(pick)
        }),
        printed: query.is_printed(),
    }
}

/// `e0391`, `ts2307`: a few letters and a number; another number is another error.
fn is_numbered_code(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let letters = word.len() - digits.len();
    (1..=5).contains(&letters)
        && (3..=5).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number long enough to be a code stands nowhere in the index.
fn has_strange_number(picks: &[Pick], found: &[Found]) -> bool {
    let is_number = |word: &str| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    picks
        .iter()
        .zip(found)
        .any(|(pick, found)| found.exact.is_none() && is_number(&pick.term))
}

fn unknown(picks: &[Pick], found: &[Found]) -> Vec<String> {
    let mut words: Vec<String> = picks
        .iter()
        .zip(found)
        .filter(|(pick, found)| {
            pick.whole && found.exact.is_none() && pick.word.contains(char::is_alphabetic)
        })
        .map(|(pick, _)| pick.word.clone())
        .collect();
    words.sort();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::{Document, Index};

    fn is_confident(text: &str) -> bool {
        let typescript = Document {
            address: "typescript/ts2614".into(),
            title: "TS2614: no exported member".into(),
            signatures: vec!["error TS2614: Module '<*>' has no exported member '<*>'.".into()],
            ..Document::default()
        };
        let git = Document {
            address: "git/dubious-ownership".into(),
            title: "Git: dubious ownership".into(),
            signatures: vec!["fatal: detected dubious ownership in repository at '<*>'".into()],
            summary: "Git refuses a folder that belongs to somebody else.".into(),
            ..Document::default()
        };
        let index = Index::build(&[typescript, git]);
        search(&index, text)
            .expect("memory does not fail")
            .confident
    }

    #[test]
    fn another_code_in_the_same_sentence_is_another_error() {
        let line = |code: &str| format!("error{code}: Module './a' has no exported member 'b'.");
        assert!(is_confident(&line(" TS2614")));
        assert!(is_confident(&line("")));
        assert!(!is_confident(&line(" TS2613")));
    }

    #[test]
    fn a_question_in_other_words_finds_the_page() {
        let folder = Document {
            address: "svn/folder-gone".into(),
            title: "Folder is missing".into(),
            ..Document::default()
        };
        let timeout = Document {
            address: "svn/timeout".into(),
            title: "Timeout while reading".into(),
            ..Document::default()
        };
        let index = Index::build(&[folder, timeout]);
        let first = |text: &str| {
            let answer = search(&index, text).expect("memory does not fail");
            answer.matches.first().map(|one| one.address.clone())
        };
        assert_eq!(first("svn dir absent").as_deref(), Some("svn/folder-gone"));
        assert_eq!(first("svn timed out").as_deref(), Some("svn/timeout"));
        assert_eq!(first("zebra"), None);
    }

    #[test]
    fn a_printed_line_is_not_answered_by_its_words_alone() {
        assert!(is_confident("git refuses folder of somebody else"));
        assert!(!is_confident("git: refuses folder of somebody else"));
    }

    #[test]
    fn a_title_that_is_asked_for_whole_comes_before_one_in_part_whatever_the_order() {
        let page = |address: &'static str, title: &'static str, summary: &'static str| Document {
            address: address.into(),
            title: title.into(),
            summary: summary.into(),
            ..Document::default()
        };
        let index = Index::build(&[
            page(
                "x/older",
                "Validator V1 signature",
                "The signature of validators.",
            ),
            page("y/newer", "Validator signature", ""),
        ]);
        for text in ["wrong signature of a validator", "validtaor signature"] {
            let answer = search(&index, text).expect("memory does not fail");
            assert_eq!(answer.matches[0].address, "y/newer", "{text}");
        }
    }

    #[test]
    fn a_misspelt_tool_is_named_all_the_same() {
        let page = |address: &'static str, title: &'static str| Document {
            address: address.into(),
            tool: address.split('/').next().unwrap_or_default().into(),
            title: title.into(),
            summary: title.into(),
            ..Document::default()
        };
        let index = Index::build(&[
            page("docker/pull", "Cannot pull the image"),
            page("podman/image", "Pull image"),
        ]);
        let answer = search(&index, "dcoker pull image").expect("memory does not fail");
        assert_eq!(answer.matches[0].address, "docker/pull");
    }
}
