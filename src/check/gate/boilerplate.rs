//! Much of the text stands in three or more entries.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, Place, Report};

/// Much of the text stands in three or more entries.
pub(crate) struct Boilerplate;

impl Rule for Boilerplate {
    about!("boilerplate", Gate);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let common = scope.overlaps().of_entry(&entry.id).common;
        if common > MOST {
            let message = format!("{common} % of the text stands in three or more entries");
            report.push(
                Finding::warning(self.code(), Place::whole(&entry.id.file()), message)
                    .help("say what is particular to this error, and link to a page for the rest"),
            );
        }
    }
}

/// The most of a text, in percent, that may stand in three or more entries.
const MOST: usize = 25;
