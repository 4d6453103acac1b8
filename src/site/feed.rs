//! feed.xml: new, changed and withdrawn entries as Atom (RFC 4287), the newest fifty. Dates are the
//! entries' own; entries without dates are not in it.

use std::fmt::Write as _;

use anyhow::Result;

use super::Site;
use super::machine::xml;
use crate::check::Verdict;
use crate::entry::Card;
use crate::markdown::plain;
use crate::sink::{Sink, Stage};
use crate::yaml::Day;

/// The most entries of a feed.
const NEWEST: usize = 50;

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    if !sink.wants("feed.xml") {
        return Ok(());
    }
    let told = |card: &&Card| {
        matches!(
            site.verdicts.of(&card.id),
            Verdict::Published | Verdict::Withdrawn
        )
    };
    let mut dated: Vec<(Day, &Card)> = site
        .cards()
        .iter()
        .filter(told)
        .filter_map(|card| Some((card.date()?, card)))
        .collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    dated.truncate(NEWEST);
    sink.put("feed.xml", feed(site, &dated).as_bytes(), Stage::Listing)
}

fn feed(site: &Site<'_>, dated: &[(Day, &Card)]) -> String {
    let frame = site.frame;
    let newest = dated
        .first()
        .map_or_else(|| "1970-01-01".to_owned(), |(day, _)| day.to_string());
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n  <title>{}</title>\n",
        xml(frame.lang),
        xml(frame.title)
    );
    if !frame.description.is_empty() {
        let _ = writeln!(text, "  <subtitle>{}</subtitle>", xml(&frame.description));
    }
    let _ = write!(
        text,
        "  <link href=\"{home}\"/>\n  <link rel=\"self\" href=\"{}\"/>\n  <id>{home}</id>\n  <updated>{newest}T00:00:00Z</updated>\n  <author><name>{}</name></author>\n",
        xml(&frame.url("feed.xml")),
        xml(frame.title),
        home = xml(&frame.base_url),
    );
    for (day, card) in dated {
        text.push_str(&item(site, *day, card));
    }
    text.push_str("</feed>\n");
    text
}

fn item(site: &Site<'_>, day: Day, card: &Card) -> String {
    let url = xml(&site.frame.url(&format!("{}/", card.id)));
    let added = card.added.unwrap_or(day);
    let withdrawn = *site.verdicts.of(&card.id) == Verdict::Withdrawn;
    let (title, summary) = if withdrawn {
        (
            format!("Withdrawn: {}", card.title),
            card.withdrawn.as_deref().unwrap_or(""),
        )
    } else {
        (card.title.clone(), card.summary.as_str())
    };
    format!(
        "  <entry>\n    <title>{}</title>\n    <link href=\"{url}\"/>\n    <id>{url}</id>\n    <published>{added}T00:00:00Z</published>\n    <updated>{day}T00:00:00Z</updated>\n    <category term=\"{}\"/>\n    <summary>{}</summary>\n  </entry>\n",
        xml(&title),
        xml(card.tool.as_str()),
        xml(&plain(summary)),
    )
}
