//! Two causes of an entry have one id.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// Two causes of an entry have one id.
pub(crate) struct DuplicateCause;

impl Rule for DuplicateCause {
    about!("duplicate-cause", Said, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let place =
            |at: usize| Place::value(&entry.id.file(), KeyPath::of("causes").item(at).key("id"));
        for (at, cause) in entry.causes.iter().enumerate() {
            let Some(id) = &cause.id else { continue };
            if let Some(first) = entry.causes[..at]
                .iter()
                .position(|other| other.id.as_ref() == Some(id))
            {
                report.push(
                    Finding::error(
                        self.code(),
                        place(at),
                        format!("two causes are called `{id}`"),
                    )
                    .label("the second one")
                    .also(place(first), "the first one")
                    .help("give one of them another id"),
                );
            }
        }
    }
}
