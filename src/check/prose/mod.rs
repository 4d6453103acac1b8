//! Rules about what the writer wrote in Markdown, and what texts share with each other.

mod dead_link;
mod overlap;
mod prints;
mod raw_html;
mod sentence;
mod unsafe_link;

pub(crate) use dead_link::DeadLink;
pub(crate) use raw_html::RawHtml;
pub(crate) use unsafe_link::UnsafeLink;

pub(super) use dead_link::{inner_links, is_page};
pub(super) use overlap::Overlaps;
pub(super) use prints::Prints;
pub(super) use sentence::{Sentences, sentences};

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::entry::{Text, TextKind};

/// The links and images of a Markdown text.
pub(super) fn links(text: &str) -> Vec<String> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.into_string())
            }
            _ => None,
        })
        .collect()
}

/// The links and images of a text of an entry, where it is Markdown.
fn links_of(text: &Text<'_>) -> Vec<String> {
    if text.kind == TextKind::Prose && text.text.contains("](") {
        links(text.text)
    } else {
        Vec::new()
    }
}

/// The first piece of raw HTML in a Markdown text.
fn raw_html(text: &str) -> Option<String> {
    Parser::new_ext(text, Options::ENABLE_TABLES).find_map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html.trim().to_owned()),
        _ => None,
    })
}
