//! A long sentence stands in another entry, or twice in this one.

use crate::check::prose::sentences;
use crate::check::rule::about;
use crate::check::scope::is_newcomer;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, Place, Report};

/// A long sentence stands in another entry, or twice in this one.
pub(crate) struct RepeatedSentence;

impl Rule for RepeatedSentence {
    about!("repeated-sentence", Gate);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        if !scope.sentences().shares(&entry.id) {
            return;
        }
        for (text, sentence) in sentences(entry) {
            let others = scope
                .sentences()
                .holders(&sentence)
                .iter()
                .filter(|id| **id != entry.id);
            let elder = others
                .filter_map(|id| scope.library.entry(id))
                .find(|other| is_newcomer(entry, other));
            if let Some(other) = elder {
                let short: String = sentence.chars().take(60).collect();
                report.push(
                    Finding::warning(
                        self.code(),
                        Place::value(&entry.id.file(), text.path),
                        format!("`{short}…` stands in `{}` too", other.id),
                    )
                    .label("a long sentence word for word")
                    .help("say it in words of this page, or link there"),
                );
            }
        }
    }
}
