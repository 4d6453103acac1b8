//! One entry in a list.

use std::borrow::Cow;

use serde::Serialize;

use super::entry::PageState;
use super::frame::Frame;
use super::label::Label;
use super::root::Root;
use super::words;
use crate::entry::Card;
use crate::markdown::plain;
use crate::yaml::Day;

/// An entry as a line of a list.
#[derive(Debug, Serialize)]
pub struct EntryRow<'a> {
    /// The address, relative to the page.
    pub href: String,
    /// The title, as plain text.
    pub title: &'a str,
    /// The summary, as plain text.
    pub summary: Cow<'a, str>,
    /// The first signature, when the title does not hold it already.
    pub signature: Option<&'a str>,
    /// The name of the tool.
    pub tool: &'a str,
    /// How the error stands.
    pub status: Label,
    /// The last time a person changed the page.
    pub updated: Option<Day>,
    /// `stub`, `draft` or `withdrawn`, for a badge; none for a published entry.
    pub badge: Option<Label>,
}

impl<'a> EntryRow<'a> {
    /// The row of an entry in a list on a page whose way to the site's root is `root`.
    pub fn new(card: &'a Card, state: PageState<'_>, frame: &Frame<'a>, root: &Root) -> Self {
        let signature = card.signatures.first().map(String::as_str);
        Self {
            href: root.to(&format!("{}/", card.id)),
            title: &card.title,
            summary: plain(&card.summary),
            signature: signature.filter(|text| !holds(&card.title, text)),
            tool: frame.tool_name(card.tool.as_str()),
            status: words::status(card.status),
            updated: card.date(),
            badge: words::badge(state),
        }
    }
}

/// Whether a title says the text of a signature already.
fn holds(title: &str, signature: &str) -> bool {
    title
        .to_lowercase()
        .contains(&signature.trim_end_matches('.').to_lowercase())
}
