//! No signature says more than the title of a thread.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// No signature says more than the title of a thread.
pub(crate) struct SignatureIsTitle;

impl Rule for SignatureIsTitle {
    about!("signature-is-title", Gate, Own);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let titles: Vec<String> = entry
            .sources
            .iter()
            .filter_map(|(_, source)| scope.library.thread(source.issue.as_ref()?))
            .filter(|thread| {
                !thread
                    .errors
                    .iter()
                    .any(|error| same(&error.text, &thread.title))
            })
            .map(|thread| thread.title.trim().to_lowercase())
            .collect();
        let is_title = |text: &str| titles.iter().any(|title| same(title, text));
        if !titles.is_empty()
            && entry
                .signatures
                .iter()
                .all(|signature| is_title(&signature.text))
        {
            let place = Place::value(&entry.id.file(), KeyPath::of("signatures"));
            report.push(
                Finding::warning(
                    self.code(),
                    place,
                    "every signature is the title of a thread",
                )
                .label("expected the text as the tool prints it")
                .help("copy the message from the output in the thread"),
            );
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim().eq_ignore_ascii_case(b.trim())
}
