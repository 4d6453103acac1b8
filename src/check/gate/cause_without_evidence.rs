//! No cause of the entry has a source.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// No cause of the entry has a source.
pub(crate) struct CauseWithoutEvidence;

impl Rule for CauseWithoutEvidence {
    about!("cause-without-evidence", Gate, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let has_evidence = entry
            .causes
            .iter()
            .any(|cause| !entry.cited(&cause.evidence).is_empty());
        if entry.causes.is_empty() || has_evidence {
            return;
        }
        let place = Place::key(&entry.id.file(), KeyPath::of("causes"));
        report.push(
            Finding::warning(self.code(), place, "no cause has evidence")
                .label("expected at least one with `evidence:`")
                .help("cite the keys of `sources`, or write `cause_unknown: true`"),
        );
    }
}
