//! Nearly the same text as another entry.

use crate::check::rule::about;
use crate::check::scope::is_newcomer;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, Place, Report};

/// Nearly the same text as another entry.
pub(crate) struct NearDuplicate;

impl Rule for NearDuplicate {
    about!("near-duplicate", Gate);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let Some((id, share)) = scope.overlaps().of_entry(&entry.id).nearest else {
            return;
        };
        let newcomer = scope
            .library
            .entry(&id)
            .is_some_and(|other| is_newcomer(entry, other));
        if share > MOST && newcomer {
            let message = format!("{share} % of the text stands in `{id}` too");
            report.push(
                Finding::warning(self.code(), Place::whole(&entry.id.file()), message)
                    .also(Place::whole(&id.file()), "the entry that was there before")
                    .help(format!(
                        "add this error to `{id}` as a signature or a cause"
                    )),
            );
        }
    }
}

/// The most of a text, in percent, that may stand in one other entry.
const MOST: usize = 70;
