//! Two entries have one signature.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// Two entries have one signature.
pub(crate) struct EqualSignatures;

impl Rule for EqualSignatures {
    about!("equal-signatures");

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        if !scope.gates() {
            return;
        }
        for (at, signature) in entry.signatures.iter().enumerate() {
            let holders = scope.signatures.get(&signature.text.trim().to_lowercase());
            let other = holders
                .into_iter()
                .flatten()
                .find(|other| other.id != entry.id);
            let Some(other) = other else { continue };
            let theirs = other.signatures.iter().position(|theirs| {
                theirs
                    .text
                    .trim()
                    .eq_ignore_ascii_case(signature.text.trim())
            });
            let place = |id: &crate::name::EntryId, at: usize| {
                Place::value(&id.file(), KeyPath::of("signatures").item(at).key("text"))
            };
            report.push(
                Finding::warning(
                    self.code(),
                    place(&entry.id, at),
                    format!("`{}` has this signature too", other.id),
                )
                .label("a reader who pastes it cannot be led to one page")
                .also(place(&other.id, theirs.unwrap_or(0)), "the same text")
                .help("join the entries as causes of one, or add what tells their messages apart"),
            );
        }
    }
}
