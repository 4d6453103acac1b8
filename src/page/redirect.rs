//! The page at the old address of an entry.

use serde::Serialize;

use super::frame::Frame;
use super::root::Root;
use crate::name::EntryId;

/// Template `redirect.html`.
#[derive(Debug, Serialize)]
pub struct RedirectPage<'a> {
    /// The way to the site's root.
    pub root: Root,
    /// The title of the entry.
    pub title: &'a str,
    /// Where it is now, relative to the old address.
    pub href: String,
    /// Where it is now, complete.
    pub canonical: String,
}

impl<'a> RedirectPage<'a> {
    /// The page at the old address `from` of the entry that is now at `to`.
    pub fn new(frame: &Frame<'_>, from: &EntryId, to: &EntryId, title: &'a str) -> Self {
        let root = Root::of(&format!("{from}/"));
        let now = format!("{to}/");
        Self {
            href: root.to(&now),
            canonical: frame.url(&now),
            title,
            root,
        }
    }
}
