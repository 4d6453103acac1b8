//! Pages that list entries: home, tools, categories, search, plain pages, and the page for missing
//! addresses. Made of cards alone.

use std::collections::BTreeMap;

use anyhow::Result;
use rayon::prelude::*;

use super::Site;
use crate::entry::Card;
use crate::page::{
    CategoryGroup, CategoryPage, EntryRow, HomePage, NotFoundPage, PlainPage, Root, SearchPage,
    Slice, ToolPage,
};
use crate::sink::Sink;

/// Rows on one page of a list.
const ROWS: usize = 200;
/// Entries on the home page.
const RECENT: usize = 12;

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    let mut by_tool: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
    for card in site.listed() {
        by_tool.entry(card.tool.as_str()).or_default().push(card);
    }
    // A tool whose pages are all unfinished has a page too: theirs lead to it.
    for card in site.cards() {
        by_tool.entry(card.tool.as_str()).or_default();
    }
    for cards in by_tool.values_mut() {
        cards.sort_by_cached_key(|card| (card.title.to_lowercase(), card.id.clone()));
    }
    let counts: BTreeMap<&str, usize> = by_tool
        .iter()
        .map(|(tool, cards)| (*tool, cards.len()))
        .collect();

    home(site, &counts, sink)?;
    by_tool
        .par_iter()
        .try_for_each(|(tool, cards)| tool_pages(site, tool, cards, sink))?;
    categories(site, &by_tool, &counts, sink)?;
    for page in &site.library.pages {
        let (path, card) = (format!("{}/", page.name), site.images().of_site());
        let of = (&page.name, page.hash, &card);
        site.page_of(sink, &path, "page.html", &of, || {
            PlainPage::new(site.frame, page, Some(card.clone()))
        })?;
    }
    site.page(sink, "search/", "search.html", || {
        SearchPage::new(site.frame, &counts, Some(site.images().of_site()))
    })?;
    site.page(sink, "404.html", "404.html", || {
        NotFoundPage::new(site.frame, &counts)
    })
}

fn rows<'s>(site: &'s Site<'s>, cards: &[&'s Card], root: &Root) -> Vec<EntryRow<'s>> {
    cards
        .iter()
        .map(|card| EntryRow::new(card, site.state(card), site.frame, root))
        .collect()
}

fn home(site: &Site<'_>, counts: &BTreeMap<&str, usize>, sink: &dyn Sink) -> Result<()> {
    site.page(sink, "", "home.html", || {
        let mut recent: Vec<&Card> = site.listed().collect();
        recent.sort_by(|a, b| b.date().cmp(&a.date()).then_with(|| a.id.cmp(&b.id)));
        recent.truncate(RECENT);
        let rows = rows(site, &recent, &Root::of(""));
        HomePage::new(site.frame, counts, rows, Some(site.images().of_site()))
    })
}

fn tool_pages(site: &Site<'_>, tool: &str, cards: &[&Card], sink: &dyn Sink) -> Result<()> {
    let first = format!("{tool}/");
    for slice in Slice::all(cards.len(), ROWS) {
        let path = slice.path(&first);
        site.page(sink, &path, "tool.html", || {
            let rows = rows(site, &cards[slice.range()], &Root::of(&path));
            let image = site.images().of_tool(tool);
            ToolPage::new(site.frame, tool, &slice, rows, Some(image))
        })?;
    }
    Ok(())
}

fn categories(
    site: &Site<'_>,
    by_tool: &BTreeMap<&str, Vec<&Card>>,
    counts: &BTreeMap<&str, usize>,
    sink: &dyn Sink,
) -> Result<()> {
    let mut by_category: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
    for (tool, cards) in by_tool {
        let name = site
            .library
            .tools
            .get(tool)
            .map_or("Other", crate::tools::Tool::category_name);
        by_category.entry(name).or_default().extend(cards);
    }
    for (name, mut cards) in by_category {
        cards.sort_by_cached_key(|card| (card.title.to_lowercase(), card.id.clone()));
        for slice in Slice::all(cards.len(), ROWS) {
            let path = slice.path(&format!("category/{}/", crate::name::slugify(name)));
            site.page(sink, &path, "category.html", || {
                let root = CategoryPage::root(name, &slice);
                let group = CategoryGroup::named(name, site.frame, counts, &root);
                let rows = rows(site, &cards[slice.range()], &root);
                let image = site.images().of_site();
                CategoryPage::new(site.frame, group, &slice, rows, Some(image))
            })?;
        }
    }
    Ok(())
}
