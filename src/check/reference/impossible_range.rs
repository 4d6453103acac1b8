//! A version range that ends before it begins.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Entry, version};
use crate::finding::{Finding, KeyPath, Place, Report};

/// A version range that ends before it begins.
pub(crate) struct ImpossibleRange;

impl Rule for ImpossibleRange {
    about!("impossible-range", Said, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        for (key, ranges) in [("affects", &entry.affects), ("works_on", &entry.works_on)] {
            for (at, range) in ranges.iter().enumerate() {
                let (Some(from), Some(to)) = (&range.introduced, &range.fixed) else {
                    continue;
                };
                if version::compare(from, to).is_lt() {
                    continue;
                }
                let place =
                    |end: &str| Place::value(&entry.id.file(), KeyPath::of(key).item(at).key(end));
                report.push(
                    Finding::error(
                        self.code(),
                        place("fixed"),
                        format!("the range from `{from}` to `{to}` is empty"),
                    )
                    .label(format!("expected a version after {from}"))
                    .also(place("introduced"), "begins here")
                    .help("a range holds `introduced` and ends before `fixed`"),
                );
            }
        }
    }
}
