//! A version is said to have the error and to be without it.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Affected, Entry, version};
use crate::finding::{Finding, KeyPath, Place, Report};
use std::cmp::Ordering;

/// A version is said to have the error and to be without it.
pub(crate) struct ContradictoryVersions;

impl Rule for ContradictoryVersions {
    about!("contradictory-versions", Said, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let place =
            |key: &str, at: usize| Place::value(&entry.id.file(), KeyPath::of(key).item(at));
        for (at, bad) in entry.affects.iter().enumerate() {
            for (number, good) in entry.works_on.iter().enumerate() {
                if overlap(entry, bad, good) {
                    report.push(
                        Finding::error(
                            self.code(),
                            place("works_on", number),
                            "said to work, and to be affected",
                        )
                        .label("this overlaps")
                        .also(place("affects", at), "with this")
                        .help("end one range where the other begins, or name different surfaces"),
                    );
                }
            }
        }
    }
}

fn overlap(entry: &Entry, bad: &Affected, good: &Affected) -> bool {
    let tool = |range: &Affected| range.tool.clone().unwrap_or_else(|| entry.tool.clone());
    let same_surface = match (&bad.surface, &good.surface) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        (None, None) => true,
        _ => false,
    };
    tool(bad) == tool(good) && same_surface && begins_before(bad, good) && begins_before(good, bad)
}

/// Whether one range begins before the other has ended.
fn begins_before(one: &Affected, other: &Affected) -> bool {
    match (&one.introduced, &other.fixed) {
        (Some(from), Some(to)) => version::compare(from, to) == Ordering::Less,
        _ => true,
    }
}
