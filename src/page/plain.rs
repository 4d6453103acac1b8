//! A plain page from `content/pages/`, `/<name>/`.

use serde::Serialize;

use super::feedback::edit_address;
use super::frame::{Frame, shortened};
use super::head::{CardImage, Head};
use super::root::Root;
use crate::library::PlainPage as Source;
use crate::markdown::{Html, Renderer, plain};

/// Template `page.html`.
#[derive(Debug, Serialize)]
pub struct PlainPage<'a> {
    /// What stands in the head.
    pub head: Head,
    /// The way to the site's root.
    pub root: Root,
    /// The title, as plain text.
    pub title: &'a str,
    /// The text, without its title.
    pub body: Html,
    /// Where the page is edited.
    pub edit: Option<String>,
}

impl<'a> PlainPage<'a> {
    /// The page of a file in `content/pages/`.
    pub fn new(frame: &Frame<'a>, source: &'a Source, card: Option<CardImage>) -> Self {
        let path = format!("{}/", source.name);
        let root = Root::of(&path);
        let body = Renderer {
            root: root.as_str(),
        }
        .document(&source.body);
        Self {
            head: frame.head(&path, &source.title, &first_paragraph(&source.body), card),
            title: &source.title,
            body,
            edit: frame
                .repository
                .map(|repository| edit_address(repository, source.file.as_str())),
            root,
        }
    }
}

/// The first paragraph as a description, cut at a word where it is long.
fn first_paragraph(body: &str) -> String {
    let paragraph = body
        .split("\n\n")
        .map(str::trim)
        .find(|text| text.starts_with(|c: char| c.is_alphanumeric()));
    let text = plain(paragraph.unwrap_or_default());
    shortened(&text, LONGEST)
}

/// The most characters of a description.
const LONGEST: usize = 180;
