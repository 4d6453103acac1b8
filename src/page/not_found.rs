//! The page for addresses that there are none of, `/404.html`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::Frame;
use super::head::Head;
use super::home::CategoryGroup;
use super::root::Root;

/// Template `404.html`. It is served at any depth: its root is absolute.
#[derive(Debug, Serialize)]
pub struct NotFoundPage<'a> {
    /// What stands in the head.
    pub head: Head,
    /// The complete address of the site.
    pub root: Root,
    /// The categories with their tools, by name.
    pub categories: Vec<CategoryGroup<'a>>,
}

impl<'a> NotFoundPage<'a> {
    /// The page for addresses that there are none of; `counts` says how many published entries a tool has.
    pub fn new(frame: &Frame<'a>, counts: &BTreeMap<&str, usize>) -> Self {
        let root = Root::absolute(&frame.base_url);
        let mut head = frame.head(
            "404.html",
            "Not found",
            "There is no page at this address.",
            None,
        );
        head.canonical = None;
        head.noindex = true;
        Self {
            head,
            categories: CategoryGroup::all(frame, counts, &root),
            root,
        }
    }
}
