//! The home page, `/`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entry_row::EntryRow;
use super::frame::Frame;
use super::head::{CardImage, Head};
use super::json_ld;
use super::root::Root;
use super::tool::ToolRow;
use crate::tools::Tool;

/// Template `home.html`.
#[derive(Debug, Serialize)]
pub struct HomePage<'a> {
    /// What stands in the head.
    pub head: Head,
    /// The way to the site's root.
    pub root: Root,
    /// How many entries are published.
    pub entries: usize,
    /// The categories with their tools, by name.
    pub categories: Vec<CategoryGroup<'a>>,
    /// The entries that changed last, newest first.
    pub recent: Vec<EntryRow<'a>>,
}

/// A category and the tools in it.
#[derive(Debug, Serialize)]
pub struct CategoryGroup<'a> {
    /// The name.
    pub name: &'a str,
    /// The address of its page.
    pub href: String,
    /// Its tools, by name.
    pub tools: Vec<ToolRow<'a>>,
}

impl<'a> HomePage<'a> {
    /// The home page; `counts` says how many published entries a tool has, and `recent` are the rows to show.
    pub fn new(
        frame: &Frame<'a>,
        counts: &BTreeMap<&str, usize>,
        recent: Vec<EntryRow<'a>>,
        card: Option<CardImage>,
    ) -> Self {
        let root = Root::of("");
        let mut head = frame.head("", frame.title, &frame.description, card);
        head.json_ld.push(json_ld::web_site(
            frame.title,
            &frame.description,
            &frame.base_url,
            frame.lang,
        ));
        Self {
            head,
            entries: counts.values().sum(),
            categories: CategoryGroup::all(frame, counts, &root),
            recent,
            root,
        }
    }
}

impl<'a> CategoryGroup<'a> {
    /// The categories of all tools that have an entry, by name.
    pub fn all(frame: &Frame<'a>, counts: &BTreeMap<&str, usize>, root: &Root) -> Vec<Self> {
        let mut groups: BTreeMap<&'a str, Self> = BTreeMap::new();
        for (key, tool) in frame.tools.iter() {
            let Some(count) = counts.get(key.as_str()).copied().filter(|count| *count > 0) else {
                continue;
            };
            let group = groups
                .entry(tool.category_name())
                .or_insert_with(|| Self::empty(tool, root));
            group.tools.push(ToolRow {
                name: &tool.name,
                href: root.to(&format!("{key}/")),
                count,
            });
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        for group in &mut groups {
            group.tools.sort_by_key(|tool| tool.name.to_lowercase());
        }
        groups
    }

    fn empty(tool: &'a Tool, root: &Root) -> Self {
        let href = root.to(&format!("category/{}/", tool.category_slug()));
        Self {
            name: tool.category_name(),
            href,
            tools: Vec::new(),
        }
    }
}
