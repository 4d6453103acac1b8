//! What every page shows of the site.

use serde::Serialize;

use super::label::Label;
use super::link::Link;

/// The site, in every template as `site`. It is converted once for all pages.
#[derive(Debug, Serialize)]
pub struct SiteView<'a> {
    /// The title from fixbook.yaml.
    pub title: &'a str,
    /// The description from fixbook.yaml, as plain text.
    pub description: &'a str,
    /// The language of the content, for `<html lang>`.
    pub lang: &'a str,
    /// The language as Open Graph writes it: `en_US`.
    pub locale: String,
    /// The address of the site, ending in a slash.
    pub base_url: &'a str,
    /// The address of the repository; without it there are no edit and feedback links.
    pub repository: Option<&'a str>,
    /// The Content-Security-Policy of the `<meta>` element.
    pub policy: &'static str,
    /// The plain pages, for the header and the footer; `href` counts from the site's root.
    pub pages: Vec<Link>,
    /// The levels of confidence, from the most to the least.
    pub levels: Vec<Label>,
    /// The version of fixbook that built the site.
    pub version: &'static str,
}

impl SiteView<'_> {
    /// Nothing but the site itself may be loaded, nothing inline may run, nothing may be sent anywhere.
    pub const POLICY: &'static str =
        "default-src 'self'; base-uri 'self'; form-action 'none'; object-src 'none'";
}
