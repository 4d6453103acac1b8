//! A check points to a cause that the entry does not have.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::suggest::nearest;
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::name::Slug;

/// A check points to a cause that the entry does not have.
pub(crate) struct UnknownCause;

impl Rule for UnknownCause {
    about!("unknown-cause", Said, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let known: Vec<&str> = entry
            .causes
            .iter()
            .filter_map(|cause| cause.id.as_ref())
            .map(Slug::as_str)
            .collect();
        for (number, check) in entry.checks.iter().enumerate() {
            for (row, expect) in check.expect.iter().enumerate() {
                let place = KeyPath::of("checks").item(number).key("expect").item(row);
                for (key, ids) in [
                    ("points_to", &expect.points_to),
                    ("rules_out", &expect.rules_out),
                ] {
                    for (at, id) in ids
                        .iter()
                        .enumerate()
                        .filter(|(_, id)| !known.contains(&id.as_str()))
                    {
                        let help = nearest(id.as_str(), known.iter().copied()).map_or_else(
                            || format!("add `id: {id}` to the cause that is meant"),
                            |meant| format!("did you mean `{meant}`?"),
                        );
                        let place = Place::value(&entry.id.file(), place.clone().key(key).item(at));
                        report.push(
                            Finding::error(self.code(), place, format!("unknown cause `{id}`"))
                                .label("no cause of this entry has this id")
                                .help(help),
                        );
                    }
                }
            }
        }
    }
}
