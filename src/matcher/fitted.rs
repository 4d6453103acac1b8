//! A candidate on its way: first its patterns are laid over the text, then, when it is known whether anything in the text is a
//! root cause, it gets its score.

use std::sync::Arc;

use super::align::{Fit, align};
use super::confidence::Signs;
use super::index::Card;
use super::pattern::Kind;
use super::query::Query;
use super::rank::RANK;
use super::scores::TermScores;
use super::sought::Sought;

/// A candidate whose patterns have been aligned.
pub(super) struct Fitted {
    document: u32,
    card: Arc<Card>,
    /// Number of the pattern and how it fits.
    fits: Vec<(usize, Fit)>,
}

/// A candidate with all that was found out about it.
pub(super) struct Scored {
    pub(super) document: u32,
    pub(super) card: Arc<Card>,
    pub(super) score: i64,
    /// Best first.
    pub(super) fits: Vec<(usize, Fit)>,
    pub(super) signs: Signs,
}

impl Fitted {
    pub(super) fn new(query: &Query, document: u32, card: Arc<Card>, full: u32) -> Self {
        let mut fits: Vec<(usize, Fit)> = Vec::new();
        for (number, pattern) in card.patterns.iter().enumerate() {
            if let Some(mut fit) = align(pattern, query, full) {
                let kind = match pattern.kind {
                    Kind::Signature => 16,
                    Kind::Sample => RANK.sample,
                    Kind::Title => RANK.title,
                    Kind::Code => RANK.code,
                };
                fit.worth = fit.worth * kind / 16;
                fits.push((number, fit));
            }
        }
        Self {
            document,
            card,
            fits,
        }
    }

    /// Whether it explains the text and wraps nothing itself.
    pub(super) fn is_cause(&self, full: u32) -> bool {
        let own = |(number, fit): &(usize, Fit)| {
            !self.wraps(*number) && Signs::new(full, Some(fit)).is_cause()
        };
        self.fits.iter().any(own)
    }

    fn wraps(&self, number: usize) -> bool {
        self.card.wrapper || self.card.patterns[number].wrapper
    }

    /// With a `cause` in the text, wrappers step back.
    pub(super) fn score(
        mut self,
        query: &Query,
        scores: &TermScores,
        cause: bool,
        full: u32,
    ) -> Scored {
        for at in 0..self.fits.len() {
            if cause && self.wraps(self.fits[at].0) {
                self.fits[at].1.worth = self.fits[at].1.worth * RANK.wrapper / 16;
            }
        }
        let mut fits = self.fits;
        fits.sort_by(|a, b| b.1.worth.cmp(&a.1.worth).then(a.0.cmp(&b.0)));
        let best = fits.first().map_or(0, |fit| fit.1.worth);
        let apart = fits.iter().skip(1).find(|fit| fit.1.is_apart(&fits[0].1));
        let second = apart.map_or(0, |fit| fit.1.worth);
        let terms = scores.of(self.document);
        let asks = query.question && scores.asked > 0;
        let known = if asks {
            terms.known * 256 / scores.asked
        } else {
            0
        };
        // Only a question is known, and only it has to be asked for word by word.
        let sought = if known > 0 {
            scores.sought.best_of(&self.card.patterns)
        } else {
            0
        };
        let sum = best
            + second * RANK.second / 16
            + terms.line * RANK.line_terms / 16
            + terms.text * RANK.text_terms / 16
            + terms.line * known / 256 * RANK.cover / 16
            + sought * known / 256 * RANK.words / 16;
        let tool = names_tool(
            query,
            &scores.sought,
            &self.card.address,
            fits.first().map(|fit| fit.1.line),
        );
        let code = fits
            .first()
            .is_some_and(|fit| self.card.patterns[fit.0].kind == Kind::Code);
        let signs = Signs {
            terms: terms.line * 16 / i64::from(full.max(1)),
            known,
            asked: query.question,
            code_only: code,
            ..Signs::new(full, fits.first().map(|fit| &fit.1))
        };
        Scored {
            document: self.document,
            card: self.card,
            score: sum + sum * RANK.tool * i64::from(tool) / 16,
            fits,
            signs,
        }
    }
}

/// Whether a question, or the line that matched, names the tool of an address.
fn names_tool(query: &Query, sought: &Sought, address: &str, line: Option<u32>) -> bool {
    let tool = address.split('/').next().unwrap_or_default();
    if query.question {
        let mut words = query.places.keys();
        return tool.split('-').all(|word| sought.names(word))
            || words.any(|word| word.len() >= 3 && tool.starts_with(word.as_str()));
    }
    tool.split('-').all(|word| {
        let places = query.places.get(word).into_iter().flatten();
        let mut lines = places.map(|&place| query.words[place as usize].line);
        lines.any(|found| Some(found) == line)
    })
}
