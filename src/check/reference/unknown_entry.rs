//! An entry points to an entry that does not exist.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Entry, State};
use crate::finding::suggest::nearest;
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::name::EntryId;

/// An entry points to an entry that does not exist.
pub(crate) struct UnknownEntry;

impl Rule for UnknownEntry {
    about!("unknown-entry");

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let related = entry
            .related
            .iter()
            .enumerate()
            .map(|(at, id)| (KeyPath::of("related").item(at), id));
        let look_alikes = entry.not_this.iter().enumerate().filter_map(|(at, other)| {
            Some((
                KeyPath::of("not_this").item(at).key("see"),
                other.see.as_ref()?,
            ))
        });
        for (path, id) in related.chain(look_alikes) {
            let place = Place::value(&entry.id.file(), path);
            match scope.library.entry(id) {
                Some(other) if other.asked_state() == State::Draft => report.push(
                    Finding::note(self.code(), place, format!("`{id}` is a draft"))
                        .consequence("the link is left out until the draft is published"),
                ),
                Some(_) => {}
                None => report.push(self.missing(scope, id, place)),
            }
        }
    }
}

impl UnknownEntry {
    fn missing(&self, scope: &Scope<'_>, id: &EntryId, place: Place) -> Finding {
        let moved = scope.aliases.get(id).map(|now| now.as_str());
        let known = scope.library.entries.iter().map(|entry| entry.id.as_str());
        let help = moved.or_else(|| nearest(id.as_str(), known)).map_or_else(
            || "remove it, or write the entry it names".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        Finding::error(self.code(), place, format!("there is no entry `{id}`"))
            .label("expected the address of an entry")
            .help(help)
    }
}
