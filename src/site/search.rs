//! The index of the site's search, under `search/`: published entries and stubs, with the rules
//! of its text and the numbers of its ranking.

use anyhow::Result;
use rayon::prelude::*;

use super::Site;
use crate::check::Verdict;
use crate::library::document;
use crate::matcher::{self, Index, MANIFEST, RANK_JSON};
use crate::sink::{Sink, Stage};
use crate::text::RULES_JSON;

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    let found = |card: &&crate::entry::Card| {
        matches!(
            site.verdicts.of(&card.id),
            Verdict::Published | Verdict::Stub(_)
        )
    };
    let cards: Vec<_> = site.cards.iter().filter(found).collect();
    let documents: Vec<_> = cards
        .par_iter()
        .map(|card| {
            let entry = site
                .library
                .entry(&card.id)
                .expect("cards are made of entries");
            document(
                entry,
                &site.library.tools,
                site.verdicts.of(&card.id).as_str(),
            )
        })
        .collect();
    // What the engine in the browser shares with the program.
    for (name, text) in [("rules.json", RULES_JSON), ("rank.json", RANK_JSON)] {
        sink.put(&format!("search/{name}"), text.as_bytes(), Stage::Listing)?;
    }
    for (name, bytes) in matcher::write(&Index::build(&documents)) {
        let stage = if name == MANIFEST {
            Stage::Listing
        } else {
            Stage::Hashed
        };
        sink.put(&format!("search/{name}"), &bytes, stage)?;
    }
    Ok(())
}
