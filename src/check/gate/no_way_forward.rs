//! An entry without a fix has no way to escalate.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, Place, Report};

/// An entry without a fix has no way to escalate.
pub(crate) struct NoWayForward;

impl Rule for NoWayForward {
    about!("no-way-forward", Gate);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        if entry.all_fixes().next().is_some() || entry.escalate.is_some() {
            return;
        }
        let place = Place::whole(&entry.id.file());
        report.push(
            Finding::warning(self.code(), place, "neither a fix nor a way to escalate")
                .help("add `fixes:`, or `escalate:` with where to report and what to collect"),
        );
    }
}
