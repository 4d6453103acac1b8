//! Neither one authoritative source nor two independent reporters.

use std::collections::BTreeSet;

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::claim::{is_authoritative, role_of, voices};
use crate::entry::Entry;
use crate::entry::Role;
use crate::finding::{Finding, KeyPath, Place, Report};

/// Neither one authoritative source nor two independent reporters.
pub(crate) struct NoAuthority;

impl Rule for NoAuthority {
    about!("no-authority", Gate, Own);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let library = scope.library;
        let mut people = BTreeSet::new();
        for (_, source) in &entry.sources {
            let role = role_of(library, entry, source);
            if is_authoritative(role) || role == Role::OwnTest {
                return;
            }
            if role == Role::Reporter {
                people.extend(voices(library, source));
            }
        }
        if people.len() > 1 {
            return;
        }
        let place = Place::key(&entry.id.file(), KeyPath::of("sources"));
        report.push(
            Finding::warning(self.code(), place, "no source speaks with authority")
                .label("expected one of a maintainer, the vendor, a standard or a merged fix, or two independent reporters")
                .help("add a source; `role:` says what it is where that cannot be known"),
        );
    }
}
