//! The pages of entries, with their twins, their further reports and their redirects.

use anyhow::Result;
use rayon::prelude::*;

use super::memo::{Asked, entry_key};
use super::{Site, data, markdown_twin};
use crate::entry::{Card, Entry};
use crate::page::{EntryPage, RedirectPage, ReportsPage, Subject};
use crate::sink::{Sink, Stage};

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    let is_wanted = |card: &&Card| {
        let pages = std::iter::once(&card.id).chain(&card.aliases);
        pages.into_iter().any(|id| sink.wants(&format!("{id}/")))
    };
    site.cards()
        .par_iter()
        .filter(is_wanted)
        .try_for_each(|card| {
            let entry = site
                .library
                .entry(&card.id)
                .expect("cards are made of entries");
            let key = entry_key(site, card, entry);
            site.made_asking(&format!("{}/", card.id), key, sink, |sink| {
                let asked = Asked::new(site);
                write_one(site, card, entry, &asked, sink)?;
                Ok(asked.into_told())
            })
        })
}

fn write_one(
    site: &Site<'_>,
    card: &Card,
    entry: &Entry,
    titles: &Asked<'_>,
    sink: &dyn Sink,
) -> Result<()> {
    let subject = Subject {
        entry,
        library: site.library,
        frame: site.frame,
        state: site.state(card),
        titles,
        changes: site.verdicts.changes(&entry.id),
        card: Some(site.images().of_tool(entry.tool.as_str())),
    };
    let path = format!("{}/", entry.id);
    site.render(sink, &path, "entry.html", &EntryPage::new(&subject))?;
    for (path, reports) in ReportsPage::all(&subject) {
        site.render(sink, &path, "reports.html", &reports)?;
    }
    let markdown = markdown_twin::write(&subject);
    sink.put(&format!("{path}index.md"), markdown.as_bytes(), Stage::Page)?;
    let json = data::entry(site, card, entry)?;
    sink.put(&format!("{path}index.json"), &json, Stage::Page)?;
    for alias in &card.aliases {
        let redirect = RedirectPage::new(site.frame, alias, &entry.id, &card.title);
        site.render(sink, &format!("{alias}/"), "redirect.html", &redirect)?;
    }
    Ok(())
}
