//! A source that no claim cites.

use super::citations;
use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// A source that no claim cites.
pub(crate) struct UnusedSource;

impl Rule for UnusedSource {
    about!("unused-source", Said, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        if entry.sources.len() < 2 {
            return;
        }
        let cited: Vec<&String> = citations(entry)
            .into_iter()
            .flat_map(|(_, keys)| keys)
            .collect();
        for (key, source) in &entry.sources {
            if !cited.contains(&key) && source.says.is_none() {
                let place = Place::key(&entry.id.file(), KeyPath::of("sources").key(key));
                report.push(
                    Finding::note(
                        self.code(),
                        place,
                        format!("no claim cites the source `{key}`"),
                    )
                    .help(format!(
                        "add `evidence: {key}` to what it supports, or `says:` to the source"
                    )),
                );
            }
        }
    }
}
