//! The index of the site's search, under `search/`: published entries and stubs.

use anyhow::Result;
use rayon::prelude::*;

use super::Site;
use crate::check::Verdict;
use crate::library::document;
use crate::matcher::{self, Index, MANIFEST};
use crate::sink::{Sink, Stage};

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
