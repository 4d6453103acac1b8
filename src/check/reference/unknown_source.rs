//! A claim cites a source that the entry does not have.

use super::citations;
use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::suggest::nearest;
use crate::finding::{Finding, Place, Report};

/// A claim cites a source that the entry does not have.
pub(crate) struct UnknownSource;

impl Rule for UnknownSource {
    about!("unknown-source", Said, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        for (path, keys) in citations(entry) {
            for (at, key) in keys
                .iter()
                .enumerate()
                .filter(|(_, key)| entry.source(key).is_none())
            {
                let known: Vec<&str> = entry
                    .sources
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .collect();
                let help = nearest(key, known.iter().copied()).map_or_else(
                    || format!("add `{key}:` to `sources:`"),
                    |meant| format!("did you mean `{meant}`?"),
                );
                let place = Place::value(&entry.id.file(), path.clone().item(at));
                report.push(
                    Finding::error(self.code(), place, format!("unknown source `{key}`"))
                        .label("not a key of `sources`")
                        .help(help),
                );
            }
        }
    }
}
