//! The page of the search, `/search/`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::Frame;
use super::head::{CardImage, Head};
use super::home::CategoryGroup;
use super::root::Root;

/// Template `search.html`. Without a script it leads to the pages of the tools.
#[derive(Debug, Serialize)]
pub struct SearchPage<'a> {
    /// What stands in the head.
    pub head: Head,
    /// The way to the site's root.
    pub root: Root,
    /// The categories with their tools, by name.
    pub categories: Vec<CategoryGroup<'a>>,
}

impl<'a> SearchPage<'a> {
    /// The page of the search; `counts` says how many published entries a tool has.
    pub fn new(frame: &Frame<'a>, counts: &BTreeMap<&str, usize>, card: Option<CardImage>) -> Self {
        let root = Root::of("search/");
        let description = "Paste an error or a whole log and find the page about it. Nothing that is pasted leaves the browser.";
        Self {
            head: frame.head("search/", "Search", description, card),
            categories: CategoryGroup::all(frame, counts, &root),
            root,
        }
    }
}
