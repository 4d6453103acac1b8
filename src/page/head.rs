//! What stands in the head of a page.

use serde::Serialize;

use crate::markdown::Html;

/// Title, description, addresses and data for machines.
#[derive(Debug, Serialize)]
pub struct Head {
    /// The title of the window, with the site's name unless it is the home page.
    pub title: Html,
    /// The meta description, as plain text.
    pub description: String,
    /// The page's own address, complete; none on the 404 page.
    pub canonical: Option<String>,
    /// The kind of thing for Open Graph: `website` or `article`.
    pub og_type: &'static str,
    /// The title for Open Graph, without the site's name.
    pub og_title: String,
    /// The picture shown where a link to the page is shared.
    pub image: Option<CardImage>,
    /// Whether search engines are asked to leave the page out.
    pub noindex: bool,
    /// The same content in other formats.
    pub alternates: Vec<Alternate>,
    /// JSON-LD objects, ready to stand in a `<script>`.
    pub json_ld: Vec<Html>,
}

/// A picture for Open Graph.
#[derive(Debug, Clone, Serialize)]
pub struct CardImage {
    /// Its complete address.
    pub url: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it shows.
    pub alt: String,
}

/// The same content in another format.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Alternate {
    /// The media type.
    pub media_type: &'static str,
    /// The address, relative to the page.
    pub href: &'static str,
    /// What it is called.
    pub title: &'static str,
}
