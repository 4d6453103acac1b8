//! What a search answers.

/// The answer to one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Whether the first match is an answer; otherwise they are only the nearest.
    pub confident: bool,
    /// Best first.
    pub matches: Vec<Match>,
    /// Words of the text that stand nowhere in the index.
    pub unknown_words: Vec<String>,
    /// Lines of a very long text that were not looked at.
    pub left_out: u32,
}

/// A document that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its number in the index.
    pub document: u32,
    /// Its address.
    pub address: String,
    /// The name of its tool.
    pub tool: String,
    /// Its title.
    pub title: String,
    /// `open`, `fixed` …
    pub status: String,
    /// `published`, `stub` …
    pub state: String,
    /// One line to show.
    pub quick_fix: String,
    /// How well it matches; comparable within one index.
    pub score: i64,
    /// The lines that matched, best first.
    pub why: Vec<Why>,
}

impl Match {
    /// The score for people, in hundredths.
    pub fn percent(&self) -> i64 {
        self.score * 100 / (self.score + 250)
    }
}

/// Which line of the text matched which signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Line number in the original text, from 1.
    pub line: u32,
    /// The line, without colours.
    pub text: String,
    /// The signature, sample line or title.
    pub signature: String,
    /// The words of the line that the signature was laid over: where each begins and ends in `text`, in code points.
    pub words: Vec<(u32, u32)>,
    /// What stood in the `<*>` parts.
    pub captured: Vec<String>,
    /// Where each of these stands in `text`, as `words` do; none of what stands in another line.
    pub captured_at: Vec<Option<(u32, u32)>>,
}
