//! What the constructors of all pages need to know of the site.

use super::head::{CardImage, Head};
use super::link::Link;
use super::root::Root;
use super::site_view::SiteView;
use super::words;
use crate::config::Config;
use crate::evidence::Confidence;
use crate::library::Library;
use crate::markdown::{Html, plain};
use crate::tools::{Tool, Tools};

/// The site as constructors of pages see it.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// The title of the site.
    pub title: &'a str,
    /// The description of the site, as plain text.
    pub description: String,
    /// The address of the site, ending in a slash.
    pub base_url: String,
    /// The language of the content.
    pub lang: &'a str,
    /// The address of the repository, without a slash at the end.
    pub repository: Option<&'a str>,
    /// The tools.
    pub tools: &'a Tools,
}

impl<'a> Frame<'a> {
    /// The frame of a knowledge base, published at `base_url` where that is not its own.
    pub fn new(library: &'a Library, base_url: Option<&str>) -> Self {
        let config: &Config = &library.config;
        let base = base_url.map_or_else(
            || config.base(),
            |url| format!("{}/", url.trim_end_matches('/')),
        );
        Self {
            title: &config.title,
            description: config
                .description
                .as_ref()
                .map(|text| plain(text.as_str()).into_owned())
                .unwrap_or_default(),
            base_url: base,
            lang: config.language(),
            repository: config
                .repository
                .as_ref()
                .map(|url| url.as_str().trim_end_matches('/')),
            tools: &library.tools,
        }
    }

    /// What every template sees of the site as `site`.
    pub fn view(&'a self, library: &'a Library) -> SiteView<'a> {
        let pages = library
            .pages
            .iter()
            .map(|page| Link::new(format!("{}/", page.name), page.title.clone()))
            .collect();
        SiteView {
            title: self.title,
            description: &self.description,
            lang: self.lang,
            locale: locale(self.lang),
            base_url: &self.base_url,
            repository: self.repository,
            policy: SiteView::POLICY,
            pages,
            levels: Confidence::ALL
                .iter()
                .rev()
                .map(|level| words::confidence(*level))
                .collect(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// The complete address of what lies at `path`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// A head for the page at `path`.
    pub fn head(
        &self,
        path: &str,
        title: &str,
        description: &str,
        image: Option<CardImage>,
    ) -> Head {
        Head {
            title: Html::text(&self.window_title(title)),
            description: if description.is_empty() {
                title.to_owned()
            } else {
                description.to_owned()
            },
            canonical: Some(self.url(path)),
            og_type: "website",
            og_title: title.to_owned(),
            image,
            noindex: false,
            alternates: Vec::new(),
            json_ld: Vec::new(),
        }
    }

    /// The title of the window: with the site's name where there is room, never longer than what
    /// search engines show.
    fn window_title(&self, title: &str) -> String {
        let full = format!("{title} · {}", self.title);
        if title == self.title || full.chars().count() > LONGEST_TITLE {
            return shortened(title, LONGEST_TITLE);
        }
        full
    }

    /// The name of a tool as people write it.
    pub fn tool_name(&self, key: &'a str) -> &'a str {
        self.tools.get(key).map_or(key, |tool| &tool.name)
    }

    /// The category of a tool, with its page.
    pub fn category(&self, tool: &str, root: &Root) -> Link {
        let tool = self.tools.get(tool);
        let slug = tool.map_or_else(|| "other".to_owned(), Tool::category_slug);
        Link::new(
            root.to(&format!("category/{slug}/")),
            tool.map_or("Other", Tool::category_name),
        )
    }
}

/// The most characters of the title of a window.
const LONGEST_TITLE: usize = 70;

/// The text, cut at a word where it has more than `longest` characters.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else {
        return text.to_owned();
    };
    // Room for the sign that says that something is left out.
    let kept = &text[..text[..end]
        .char_indices()
        .next_back()
        .map_or(0, |(at, _)| at)];
    let words = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
    format!("{}…", words.trim_end_matches([' ', ',', ':', ';', '(']))
}

/// The language as Open Graph writes it: `en-GB` → `en_GB`, and English without a country as it is in the most places.
fn locale(lang: &str) -> String {
    match lang.split_once('-') {
        Some((language, country)) => format!("{language}_{}", country.to_uppercase()),
        None if lang == "en" => "en_US".to_owned(),
        None => lang.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_are_cut_at_a_word() {
        assert_eq!(shortened("one two three", 13), "one two three");
        assert_eq!(shortened("one two three", 12), "one two…");
        assert_eq!(shortened("onetwothree", 5), "onet…");
    }
}
