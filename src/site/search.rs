//! The index of the site's search, under `search/`: published entries and stubs, with the rules
//! of its text and the numbers of its ranking.

use anyhow::Result;

use super::Site;
use crate::check::{Verdict, Verdicts};
use crate::entry::Entry;
use crate::library::{self, KeptTerms, Library};
use crate::matcher::{self, File, MANIFEST, RANK_JSON};
use crate::memo::{Hash, hash_of};
use crate::sink::{Sink, Stage};
use crate::text::RULES_JSON;

/// How the files of the index begin.
const INDEX: [&str; 3] = ["search/t", "search/c", "search/manifest"];

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    // What the engine in the browser shares with the program.
    for (name, text) in [("rules.json", RULES_JSON), ("rank.json", RANK_JSON)] {
        sink.put(&format!("search/{name}"), text.as_bytes(), Stage::Listing)?;
    }
    if !INDEX.iter().any(|file| sink.wants(file)) {
        return Ok(());
    }
    let found = found(site.library, site.verdicts);
    let rows: Vec<(&str, &Hash, &str)> = found
        .iter()
        .map(|(entry, state)| (entry.id.as_str(), &entry.hash, *state))
        .collect();
    // Where the whole index is kept, its terms are not asked for, and so have to be kept here.
    for (entry, _) in &found {
        site.memo.terms.keep(entry);
    }
    let key = hash_of(&(site.common(), rows));
    site.made("search/*", key, sink, |sink| {
        for (name, bytes) in index_files(site.library, site.verdicts, &site.memo.terms) {
            let stage = if name == MANIFEST {
                Stage::Listing
            } else {
                Stage::Hashed
            };
            sink.put(&format!("search/{name}"), &bytes, stage)?;
        }
        Ok(())
    })
}

/// Whether a file of a site is one of those of its index, which are made all at once.
pub fn is_of_index(path: &str) -> bool {
    INDEX.iter().any(|file| path.starts_with(file))
}

/// The files of a site's index, by their names below `search/`.
pub fn index_files(library: &Library, verdicts: &Verdicts, terms: &KeptTerms) -> Vec<File> {
    let index = library::index(&found(library, verdicts), &library.tools, terms);
    matcher::write(&index)
}

/// The entries that are found, each with the state of its page.
fn found<'l>(library: &'l Library, verdicts: &Verdicts) -> Vec<(&'l Entry, &'static str)> {
    let verdicts = library
        .entries
        .iter()
        .map(|entry| (entry, verdicts.of(&entry.id)));
    verdicts
        .filter(|(_, verdict)| matches!(verdict, Verdict::Published | Verdict::Stub(_)))
        .map(|(entry, verdict)| (entry, verdict.as_str()))
        .collect()
}
