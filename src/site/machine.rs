//! Files for machines that list the site: errors.json, llms.txt, robots.txt, opensearch.xml,
//! redirects and headers.

use std::fmt::Write as _;

use anyhow::Result;
use rayon::prelude::*;

use super::{Site, data};
use crate::markdown::plain;
use crate::page::SiteView;
use crate::sink::{Sink, Stage};

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    let files: [(&str, Maker); 6] = [
        ("errors.json", data::errors),
        ("llms.txt", llms),
        ("robots.txt", robots),
        ("opensearch.xml", opensearch),
        ("_redirects", redirects),
        ("_headers", headers),
    ];
    let wanted = files.par_iter().filter(|(path, _)| sink.wants(path));
    wanted.try_for_each(|(path, make)| sink.put(path, make(site).as_bytes(), Stage::Listing))
}

type Maker = fn(&Site<'_>) -> String;

fn robots(site: &Site<'_>) -> String {
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\n",
        site.frame.url("sitemap.xml")
    )
}

/// The pages as Markdown, for language models; see <https://llmstxt.org>.
fn llms(site: &Site<'_>) -> String {
    let mut text = format!("# {}\n\n", one_line(site.frame.title));
    if !site.frame.description.is_empty() {
        let _ = writeln!(text, "> {}\n", one_line(&site.frame.description));
    }
    let mut tool = "";
    let mut cards: Vec<_> = site.published().collect();
    cards.sort_by(|a, b| a.id.cmp(&b.id));
    for card in cards {
        if card.tool.as_str() != tool {
            tool = card.tool.as_str();
            let gap = if text.ends_with("\n\n") { "" } else { "\n" };
            let _ = writeln!(text, "{gap}## {}\n", one_line(site.frame.tool_name(tool)));
        }
        let title = one_line(&card.title)
            .replace('[', "\\[")
            .replace(']', "\\]");
        let url = site.frame.url(&format!("{}/index.md", card.id));
        let _ = writeln!(
            text,
            "- [{title}]({url}): {}",
            one_line(&plain(&card.summary))
        );
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lets browsers add the site's search; see the OpenSearch 1.1 description document.
fn opensearch(site: &Site<'_>) -> String {
    let short: String = site.frame.title.chars().take(16).collect();
    let description: String = site.frame.description.chars().take(1024).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         \x20 <ShortName>{}</ShortName>\n\
         \x20 <Description>{}</Description>\n\
         \x20 <InputEncoding>UTF-8</InputEncoding>\n\
         \x20 <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        xml(short.trim()),
        xml(if description.is_empty() {
            site.frame.title
        } else {
            &description
        }),
        xml(&site.frame.url("search/")),
    )
}

/// Text for XML: markup escaped, characters XML cannot hold left out.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Redirects of old addresses, as several hosts read them.
fn redirects(site: &Site<'_>) -> String {
    let base = base_path(&site.frame.base_url);
    let mut text = String::new();
    for card in site.cards() {
        for alias in &card.aliases {
            let _ = writeln!(text, "{base}{alias}/ {base}{}/ 301", card.id);
        }
    }
    text
}

/// The path of an address: `/kb/` of `https://example.org/kb/`.
fn base_path(url: &str) -> &str {
    let authority = url.find("://").map_or(0, |at| at + 3);
    url[authority..]
        .find('/')
        .map_or("/", |at| &url[authority + at..])
}

/// Headers as several hosts read them: the policy, and how long files may be kept.
fn headers(_: &Site<'_>) -> String {
    format!(
        "/*\n  Content-Security-Policy: {}; frame-ancestors 'none'\n  Referrer-Policy: no-referrer\n  X-Content-Type-Options: nosniff\n\n\
         /assets/*\n  Cache-Control: public, max-age=31536000, immutable\n\n\
         /search/*\n  Access-Control-Allow-Origin: *\n\n\
         /search/t*\n  Cache-Control: public, max-age=31536000, immutable\n\n\
         /search/c*\n  Cache-Control: public, max-age=31536000, immutable\n\n\
         /*.json\n  Access-Control-Allow-Origin: *\n",
        SiteView::POLICY
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_a_site_below_a_host() {
        assert_eq!(base_path("https://example.org/kb/"), "/kb/");
        assert_eq!(base_path("https://example.org"), "/");
    }

    #[test]
    fn xml_holds_no_control_characters() {
        assert_eq!(
            xml("a<b>\u{1b}[31m & \"c\""),
            "a&lt;b&gt;[31m &amp; &quot;c&quot;"
        );
    }
}
