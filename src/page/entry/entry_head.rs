//! What stands in the head of an entry's page.

use super::subject::{PageState, Subject};
use crate::markdown::plain;
use crate::page::head::{Alternate, Head};
use crate::page::json_ld;
use crate::page::link::Link;

/// The alternates of every entry.
const TWINS: [Alternate; 2] = [
    Alternate {
        media_type: "text/markdown",
        href: "index.md",
        title: "This page as Markdown",
    },
    Alternate {
        media_type: "application/json",
        href: "index.json",
        title: "This page as JSON",
    },
];

/// The head of the entry's page at `path`.
pub(super) fn head(subject: &Subject<'_>, path: &str, category: &Link, tool: &Link) -> Head {
    let (entry, frame) = (subject.entry, subject.frame);
    let summary = entry
        .summary
        .as_ref()
        .map(|text| plain(text.as_str()))
        .unwrap_or_default();
    let mut head = frame.head(path, entry.title.trim(), &summary, subject.card.clone());
    head.og_type = "article";
    head.noindex = !matches!(subject.state, PageState::Published);
    head.alternates = TWINS.to_vec();
    head.json_ld = vec![
        json_ld::article(&json_ld::Article {
            headline: entry.title.trim(),
            description: &head.description,
            url: &frame.url(path),
            image: head.image.as_ref().map(|image| image.url.as_str()),
            lang: frame.lang,
            site: frame.title,
            base_url: &frame.base_url,
            about: &tool.text,
            added: entry.added,
            updated: entry.updated,
        }),
        json_ld::breadcrumb(&[
            (
                &category.text,
                frame.url(category.href.trim_start_matches("../")),
            ),
            (&tool.text, frame.url(&format!("{}/", entry.id.tool()))),
            (entry.title.trim(), frame.url(path)),
        ]),
    ];
    head
}
