//! Two entries have one signature, or two of the same words.

use crate::check::rule::about;
use crate::check::scope::signature_words;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// Two entries have one signature, or two of the same words.
pub(crate) struct EqualSignatures;

impl Rule for EqualSignatures {
    about!("equal-signatures");

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        if !scope.gates() {
            return;
        }
        for (at, signature) in entry.signatures.iter().enumerate() {
            let holders = scope.holders(&signature.text).iter();
            let other = holders.copied().find(|other| other.id != entry.id);
            let Some(other) = other else { continue };
            let theirs = other
                .signatures
                .iter()
                .position(|theirs| {
                    signature_words(&theirs.text) == signature_words(&signature.text)
                })
                .unwrap_or(0);
            let (message, note) = if other.signatures[theirs].text == signature.text {
                (
                    format!("`{}` has this signature too", other.id),
                    "the same text",
                )
            } else {
                (
                    format!("`{}` has a signature of the same words", other.id),
                    "the same but for marks, case or what varies",
                )
            };
            let place = |id: &crate::name::EntryId, at: usize| {
                Place::value(&id.file(), KeyPath::of("signatures").item(at).key("text"))
            };
            report.push(
                Finding::warning(self.code(), place(&entry.id, at), message)
                    .label("a reader who pastes it cannot be led to one page")
                    .also(place(&other.id, theirs), note)
                    .help(
                        "join the entries as causes of one, or add what tells their messages apart",
                    ),
            );
        }
    }
}
