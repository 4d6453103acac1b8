//! The page of a category, `/category/<slug>/`.

use serde::Serialize;

use super::entry_row::EntryRow;
use super::frame::Frame;
use super::head::{CardImage, Head};
use super::home::CategoryGroup;
use super::pager::Pager;
use super::root::Root;
use super::slice::Slice;
use super::tool::ToolRow;
use crate::name::slugify;

/// Template `category.html`.
#[derive(Debug, Serialize)]
pub struct CategoryPage<'a> {
    /// What stands in the head.
    pub head: Head,
    /// The way to the site's root.
    pub root: Root,
    /// The name.
    pub name: &'a str,
    /// Its tools, by name.
    pub tools: Vec<ToolRow<'a>>,
    /// How many entries its tools have.
    pub count: usize,
    /// The entries of this page of the list.
    pub entries: Vec<EntryRow<'a>>,
    /// Where in the list this page stands.
    pub pager: Option<Pager>,
}

impl<'a> CategoryPage<'a> {
    /// One page of the list of a category's entries; `group` is made with the root that `root` gives.
    pub fn new(
        frame: &Frame<'a>,
        group: CategoryGroup<'a>,
        slice: &Slice,
        entries: Vec<EntryRow<'a>>,
        card: Option<CardImage>,
    ) -> Self {
        let first = Self::first(group.name);
        let root = slice.root(&first);
        let description = format!(
            "Errors of {}: what each message means, why it appears, and what fixes it.",
            group.name
        );
        let mut head = frame.head(
            &slice.path(&first),
            &slice.title(group.name),
            &description,
            card,
        );
        head.noindex = slice.total == 0;
        Self {
            head,
            name: group.name,
            tools: group.tools,
            count: slice.total,
            entries,
            pager: slice.pager(&root.to(&first)),
            root,
        }
    }

    /// The way to the root from this page of the list of the category `name`.
    pub fn root(name: &str, slice: &Slice) -> Root {
        slice.root(&Self::first(name))
    }

    fn first(name: &str) -> String {
        format!("category/{}/", slugify(name))
    }
}
