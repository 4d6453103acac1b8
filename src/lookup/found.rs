//! The answer of `find` for programs. The browser's engine resolves to the same object.

use serde::Serialize;

use crate::matcher::{Answer, Match};

/// What a text leads to. Within a version keys are only added.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundPages {
    /// Version of this shape.
    pub version: u8,
    /// Whether the first match is an answer; otherwise they are only the nearest.
    pub confident: bool,
    /// Best first.
    pub matches: Vec<FoundPage>,
    /// Words of the text that no page knows.
    pub unknown_words: Vec<String>,
    /// Lines in the middle of a very long text that were not looked at.
    pub left_out: u32,
}

/// A page that matches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundPage {
    /// Its address, `<tool>/<slug>`.
    pub entry: String,
    /// Its title.
    pub title: String,
    /// The name of its tool.
    pub tool_name: String,
    /// Where it is published.
    pub url: String,
    /// How well it matches, 0 to 1; comparable within one answer.
    pub score: f64,
    /// One line to try first; Markdown.
    pub quick_fix: Option<String>,
    /// `open`, `fixed` …
    pub status: String,
    /// `published`, `stub` …
    pub state: String,
    /// The lines that matched, best first.
    pub why: Vec<MatchedLine>,
}

/// Which line of the text matched which signature.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchedLine {
    /// Line of the text, from 1.
    pub line: u32,
    /// The line, without colours.
    pub text: String,
    /// The signature, sample or title it matched.
    pub signature: String,
    /// The words of the line that the signature was laid over: where each begins and ends in `text`, in code points.
    pub words: Vec<(u32, u32)>,
    /// What stood in the `<*>` parts.
    pub captured: Vec<String>,
    /// Where each of these stands in `text`, as `words` do; none of what stands in another line.
    pub captured_at: Vec<Option<(u32, u32)>>,
}

impl FoundPages {
    /// The answer of the matcher, with addresses below `base`, which ends in `/`.
    pub fn new(answer: Answer, base: &str) -> Self {
        let best = answer.matches.first().map_or(1, |found| found.score.max(1));
        Self {
            version: 1,
            confident: answer.confident,
            matches: answer
                .matches
                .into_iter()
                .map(|found| FoundPage::new(found, base, best))
                .collect(),
            unknown_words: answer.unknown_words,
            left_out: answer.left_out,
        }
    }
}

impl FoundPage {
    fn new(found: Match, base: &str, best: i64) -> Self {
        let score = found.score.clamp(0, best) * 1000 / best;
        Self {
            url: format!("{base}{}/", found.address),
            entry: found.address,
            title: found.title,
            tool_name: found.tool,
            // Thousandths, so that the browser says the same number.
            score: f64::from(i32::try_from(score).unwrap_or(1000)) / 1000.0,
            quick_fix: (!found.quick_fix.is_empty()).then_some(found.quick_fix),
            status: found.status,
            state: found.state,
            why: found
                .why
                .into_iter()
                .map(|why| MatchedLine {
                    line: why.line,
                    text: why.text,
                    signature: why.signature,
                    words: why.words,
                    captured: why.captured,
                    captured_at: why.captured_at,
                })
                .collect(),
        }
    }
}
