//! A cited thread has not been imported.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// A cited thread has not been imported.
pub(crate) struct EvidenceMissing;

impl Rule for EvidenceMissing {
    about!("evidence-missing", Said, Own);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        for (key, source) in &entry.sources {
            let Some(thread) = &source.issue else {
                continue;
            };
            if scope.library.thread(thread).is_some() {
                continue;
            }
            let place = Place::value(&entry.id.file(), KeyPath::of("sources").key(key));
            report.push(
                Finding::warning(
                    self.code(),
                    place,
                    format!("evidence `{thread}` has not been imported"),
                )
                .label("no such thread under content/evidence/")
                .consequence("the page is built without this thread's title, dates and role")
                .help("run `fixbook import --cited`"),
            );
        }
    }
}
