//! The pages of entries, with their twins, their further reports and their redirects.

use anyhow::Result;
use rayon::prelude::*;

use super::{Site, data, markdown_twin};
use crate::entry::{Card, Entry};
use crate::name::EntryId;
use crate::page::{EntryPage, RedirectPage, ReportsPage, Subject, Titles};
use crate::sink::{Sink, Stage};

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    site.cards.par_iter().try_for_each(|card| {
        let entry = site
            .library
            .entry(&card.id)
            .expect("cards are made of entries");
        write_one(site, card, entry, sink)
    })
}

fn write_one(site: &Site<'_>, card: &Card, entry: &Entry, sink: &dyn Sink) -> Result<()> {
    let subject = Subject {
        entry,
        library: site.library,
        frame: site.frame,
        state: site.state(card),
        titles: site,
        changes: site.verdicts.changes(&entry.id),
        card: Some(site.images.of_tool(entry.tool.as_str())),
    };
    let path = format!("{}/", entry.id);
    site.page(sink, &path, "entry.html", &EntryPage::new(&subject))?;
    for (path, reports) in ReportsPage::all(&subject) {
        site.page(sink, &path, "reports.html", &reports)?;
    }
    let markdown = markdown_twin::write(&subject);
    sink.put(&format!("{path}index.md"), markdown.as_bytes(), Stage::Page)?;
    let json = data::entry(site, card, entry)?;
    sink.put(&format!("{path}index.json"), json.as_bytes(), Stage::Page)?;
    for alias in &card.aliases {
        let redirect = RedirectPage::new(site.frame, alias, &entry.id, &card.title);
        site.page(sink, &format!("{alias}/"), "redirect.html", &redirect)?;
    }
    Ok(())
}

impl Titles for Site<'_> {
    fn title(&self, id: &EntryId) -> Option<String> {
        self.card(id).map(|card| card.title.clone())
    }
}
