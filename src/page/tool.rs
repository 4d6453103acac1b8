//! The page of a tool, `/<tool>/`.

use serde::Serialize;

use super::entry_row::EntryRow;
use super::frame::Frame;
use super::head::{CardImage, Head};
use super::link::Link;
use super::pager::Pager;
use super::root::Root;
use super::slice::Slice;

/// Template `tool.html`.
#[derive(Debug, Serialize)]
pub struct ToolPage<'a> {
    /// What stands in the head.
    pub head: Head,
    /// The way to the site's root.
    pub root: Root,
    /// The name.
    pub name: &'a str,
    /// Its category.
    pub category: Link,
    /// Its home page.
    pub homepage: Option<&'a str>,
    /// Where it is used: web, desktop, mobile.
    pub surfaces: Vec<&'a str>,
    /// How many entries it has.
    pub count: usize,
    /// The entries of this page of the list.
    pub entries: Vec<EntryRow<'a>>,
    /// Where in the list this page stands.
    pub pager: Option<Pager>,
}

/// A tool in a list.
#[derive(Debug, Serialize)]
pub struct ToolRow<'a> {
    /// The name.
    pub name: &'a str,
    /// The address of its page.
    pub href: String,
    /// How many entries it has.
    pub count: usize,
}

impl<'a> ToolPage<'a> {
    /// One page of the list of a tool's entries.
    pub fn new(
        frame: &Frame<'a>,
        key: &'a str,
        slice: &Slice,
        entries: Vec<EntryRow<'a>>,
        card: Option<CardImage>,
    ) -> Self {
        let first = format!("{key}/");
        let root = slice.root(&first);
        let tool = frame.tools.get(key);
        let name = frame.tool_name(key);
        let description = format!(
            "Errors of {name}: what each message means, why it appears, and what fixes it."
        );
        let mut head = frame.head(
            &slice.path(&first),
            &slice.title(&format!("{name} errors")),
            &description,
            card,
        );
        head.noindex = slice.total == 0;
        Self {
            head,
            name,
            category: frame.category(key, &root),
            homepage: tool
                .and_then(|tool| tool.homepage.as_ref())
                .map(crate::name::Url::as_str),
            surfaces: tool
                .map(|tool| tool.surfaces.iter().map(String::as_str).collect())
                .unwrap_or_default(),
            count: slice.total,
            entries,
            pager: slice.pager(&root.to(&first)),
            root,
        }
    }
}
