//! sitemap.xml: published pages with the day they last changed, where they name one; split at
//! 50,000 addresses, as the protocol of sitemaps.org asks.

use std::fmt::Write as _;

use anyhow::Result;

use super::Site;
use super::machine::xml;
use crate::sink::{Sink, Stage};
use crate::yaml::Day;

/// The most addresses of one file.
const MOST: usize = 50_000;
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    if !sink.wants("sitemap") {
        return Ok(());
    }
    let rows = rows(site);
    if rows.len() <= MOST {
        return sink.put("sitemap.xml", urls(&rows).as_bytes(), Stage::Listing);
    }
    let mut index =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{SPACE}\">\n");
    for (number, part) in rows.chunks(MOST).enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        sink.put(&name, urls(part).as_bytes(), Stage::Listing)?;
        let _ = writeln!(
            index,
            "  <sitemap><loc>{}</loc></sitemap>",
            xml(&site.frame.url(&name))
        );
    }
    index.push_str("</sitemapindex>\n");
    sink.put("sitemap.xml", index.as_bytes(), Stage::Listing)
}

fn rows(site: &Site<'_>) -> Vec<(String, Option<Day>)> {
    let mut rows = vec![(site.frame.url(""), None)];
    let mut tools: Vec<&str> = Vec::new();
    let mut categories: Vec<String> = Vec::new();
    for card in site.published() {
        rows.push((site.frame.url(&format!("{}/", card.id)), card.date()));
        tools.push(card.tool.as_str());
    }
    tools.sort_unstable();
    tools.dedup();
    for tool in tools {
        rows.push((site.frame.url(&format!("{tool}/")), None));
        let tool = site.library.tools.get(tool);
        categories.push(tool.map_or_else(|| "other".to_owned(), crate::tools::Tool::category_slug));
    }
    categories.sort();
    categories.dedup();
    rows.extend(
        categories
            .iter()
            .map(|slug| (site.frame.url(&format!("category/{slug}/")), None)),
    );
    rows.extend(
        site.library
            .pages
            .iter()
            .map(|page| (site.frame.url(&format!("{}/", page.name)), None)),
    );
    rows
}

fn urls(rows: &[(String, Option<Day>)]) -> String {
    let mut text =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{SPACE}\">\n");
    for (url, day) in rows {
        let date = day
            .map(|day| format!("<lastmod>{day}</lastmod>"))
            .unwrap_or_default();
        let _ = writeln!(text, "  <url><loc>{}</loc>{date}</url>", xml(url));
    }
    text.push_str("</urlset>\n");
    text
}
