//! Several causes, and no check that tells them apart.

use std::collections::BTreeSet;

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// Several causes, and no check that tells them apart.
pub(crate) struct CausesNotToldApart;

impl Rule for CausesNotToldApart {
    about!("causes-not-told-apart", Gate, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        if entry.causes.len() < 2 {
            return;
        }
        let expects = entry.checks.iter().flat_map(|check| &check.expect);
        let outcomes: BTreeSet<_> = expects
            .map(|expect| (&expect.points_to, &expect.rules_out))
            .collect();
        let tells = outcomes.iter().any(|(points_to, rules_out)| {
            let named = points_to.len().max(rules_out.len());
            named > 0 && named < entry.causes.len()
        });
        if tells {
            return;
        }
        let place = Place::key(&entry.id.file(), KeyPath::of("causes"));
        report.push(
            Finding::warning(self.code(), place, "no check tells the causes apart")
                .label(format!("{} causes", entry.causes.len()))
                .help("give the causes an `id:`, and add `checks:` with `expect:` rows that `points_to` them"),
        );
    }
}
