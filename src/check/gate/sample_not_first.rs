//! A sample finds another entry first, or a counter-example finds this one.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::matcher::Match;
use crate::name::EntryId;

/// A sample finds another entry first, or a counter-example finds this one.
pub(crate) struct SampleNotFirst;

impl Rule for SampleNotFirst {
    about!("sample-not-first", Gate, Search);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let samples = entry
            .samples
            .iter()
            .enumerate()
            .map(|(at, text)| (KeyPath::of("samples").item(at), text));
        let own = entry
            .signatures
            .iter()
            .enumerate()
            .filter(|(_, signature)| !signature.text.contains("<*>"));
        let own = own.map(|(at, signature)| {
            (
                KeyPath::of("signatures").item(at).key("text"),
                &signature.text,
            )
        });
        for (path, text) in samples.chain(own) {
            let answer = scope.search(entry, text);
            let first = answer.matches.first().map(|found| found.address.as_str());
            if first != Some(entry.id.as_str()) {
                let found = first.map_or_else(
                    || "finds no entry".to_owned(),
                    |id| format!("finds `{id}` first"),
                );
                let mut finding = Finding::warning(
                    self.code(),
                    Place::value(&entry.id.file(), path),
                    format!("this sample {found}"),
                )
                .label(format!("expected it to find `{}`", entry.id))
                .help("make a signature say what is particular to this error, or join the entries");
                if let Some(rival) = answer.matches.first().and_then(|first| rival(scope, first)) {
                    finding = finding.also(rival, "it matches this");
                }
                report.push(finding);
            }
        }
        for (at, text) in entry.not_samples.iter().enumerate() {
            let answer = scope.search(entry, text);
            let first = answer
                .matches
                .first()
                .is_some_and(|found| found.address == entry.id.as_str());
            if first && answer.confident {
                let place = Place::value(&entry.id.file(), KeyPath::of("not_samples").item(at));
                report.push(
                    Finding::warning(
                        self.code(),
                        place,
                        "this text finds the entry, and must not",
                    )
                    .label("expected another page, or none")
                    .help("make the signatures narrower"),
                );
            }
        }
    }
}

/// Where the signature or the sample stands that another entry matched with.
fn rival(scope: &Scope<'_>, found: &Match) -> Option<Place> {
    let why = found.why.first()?;
    let entry = scope.library.entry(&EntryId::parse(&found.address)?)?;
    let signature = entry
        .signatures
        .iter()
        .position(|signature| signature.text == why.signature)
        .map(|at| KeyPath::of("signatures").item(at).key("text"));
    let sample = || {
        entry
            .samples
            .iter()
            .position(|sample| sample.contains(&why.signature))
            .map(|at| KeyPath::of("samples").item(at))
    };
    let path = signature.or_else(sample)?;
    Some(Place::value(&entry.id.file(), path))
}
