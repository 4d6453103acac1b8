//! An old address belongs to two entries, or to one that exists.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// An old address belongs to two entries, or to one that exists.
pub(crate) struct AliasClash;

impl Rule for AliasClash {
    about!("alias-clash");

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        for (at, alias) in entry.aliases.iter().enumerate() {
            let place = Place::value(&entry.id.file(), KeyPath::of("aliases").item(at));
            let taken = scope.library.entry(alias).map(|other| &other.id);
            let shared = scope
                .aliases
                .get(alias)
                .copied()
                .filter(|owner| **owner != entry.id);
            let Some(other) = taken.or(shared) else {
                continue;
            };
            report.push(
                Finding::error(
                    self.code(),
                    place,
                    format!("the address `{alias}` belongs to `{other}`"),
                )
                .label("an address leads to one page")
                .help("remove the alias from one of the two"),
            );
        }
    }
}
