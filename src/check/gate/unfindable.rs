//! Nobody who pastes a signature of the entry would be led to it.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// Nobody who pastes a signature of the entry would be led to it.
pub(crate) struct Unfindable;

impl Rule for Unfindable {
    about!("unfindable", Gate, Search);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        if entry
            .signatures
            .iter()
            .any(|signature| finds(scope, entry, &signature.text))
        {
            return;
        }
        let place = Place::value(&entry.id.file(), KeyPath::of("signatures"));
        report.push(
            Finding::warning(
                self.code(),
                place,
                "none of the signatures finds this entry among the first three",
            )
            .label("these have only words that many errors have")
            .help("add the code, the identifier or the line that is particular to this error"),
        );
    }
}

/// Whether a signature, with something in its varying parts, finds the entry among the first three.
fn finds(scope: &Scope<'_>, entry: &Entry, signature: &str) -> bool {
    let answer = scope.search(entry, &filled(signature));
    answer
        .matches
        .iter()
        .take(3)
        .any(|found| found.address == entry.id.as_str())
}

/// A signature with something in its varying parts.
fn filled(signature: &str) -> String {
    signature.replace("<*>", "something")
}
