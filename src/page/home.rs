//! The home page, `/`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::entry_row::EntryRow;
use super::frame::Frame;
use super::head::{CardImage, Head};
use super::json_ld;
use super::root::Root;
use super::tool::ToolRow;
use crate::name::slugify;

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
        let names: BTreeSet<&'a str> = frame
            .tools
            .iter()
            .map(|(_, tool)| tool.category_name())
            .collect();
        let groups = names
            .into_iter()
            .map(|name| Self::named(name, frame, counts, root));
        groups.filter(|group| !group.tools.is_empty()).collect()
    }

    /// The category of this name with those of its tools that have an entry.
    pub fn named(
        name: &'a str,
        frame: &Frame<'a>,
        counts: &BTreeMap<&str, usize>,
        root: &Root,
    ) -> Self {
        let own = frame
            .tools
            .iter()
            .filter(|(_, tool)| tool.category_name() == name);
        let mut tools: Vec<_> = own
            .filter_map(|(key, tool)| {
                let count = counts
                    .get(key.as_str())
                    .copied()
                    .filter(|count| *count > 0)?;
                let href = root.to(&format!("{key}/"));
                Some(ToolRow {
                    name: &tool.name,
                    href,
                    count,
                })
            })
            .collect();
        tools.sort_by_key(|tool| tool.name.to_lowercase());
        let href = root.to(&format!("category/{}/", slugify(name)));
        Self { name, href, tools }
    }
}
