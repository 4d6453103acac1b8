//! The walk from Markdown events to HTML.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::address;
use super::highlight;
use super::html::{Html, push_escaped};

/// Renders texts for one page.
#[derive(Debug, Clone, Copy)]
pub struct Renderer<'a> {
    /// The way from the page to the site's root, such as `../../`.
    pub root: &'a str,
}

impl Renderer<'_> {
    /// A text of one or more paragraphs. Its headings start at `<h3>`, below those of the page, and have no anchors.
    pub fn block(self, text: &str) -> Html {
        self.events(text, |events| events.map(below_sections).collect())
    }

    /// A text that is a page of its own: its headings keep their level and can be linked to.
    pub fn document(self, text: &str) -> Html {
        self.events(text, |events| with_anchors(events.collect()))
    }

    /// A text that stands inside a line: a single paragraph loses its `<p>`.
    pub fn inline(self, text: &str) -> Html {
        if is_plain(text) {
            return Html::escaped(text.trim());
        }
        let html = self.block(text);
        let trimmed = html.as_str().trim();
        match trimmed
            .strip_prefix("<p>")
            .and_then(|rest| rest.strip_suffix("</p>"))
        {
            Some(inner) if !inner.contains("<p>") => Html::trusted(inner.to_owned()),
            _ => html,
        }
    }

    fn events<'t>(
        self,
        text: &'t str,
        shape: impl FnOnce(&mut dyn Iterator<Item = Event<'t>>) -> Vec<Event<'t>>,
    ) -> Html {
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        let mut parser = Safe {
            inner: Parser::new_ext(text, options),
            root: self.root,
            dropped: Vec::new(),
        };
        let events = with_boxes(shape(&mut parser));
        let mut html = String::with_capacity(text.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut html, events.into_iter());
        Html::trusted(html)
    }
}

/// Tables scroll inside a box that the keyboard reaches, so that a wide one does not widen the page.
const SCROLL: &str = r#"<div class="scroll" role="group" aria-label="Table" tabindex="0">"#;

/// Whether Markdown would leave this text as it is, which is true of most short texts.
pub(super) fn is_plain(text: &str) -> bool {
    !text.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && !text.bytes().any(|byte| MARKS[usize::from(byte)])
}

/// The bytes that may mean something in Markdown.
const MARKS: [bool; 256] = {
    let (mut marks, mut at) = ([false; 256], 0);
    let all = b"\\`*_[]<>#&~|\n+-=!";
    while at < all.len() {
        marks[all[at] as usize] = true;
        at += 1;
    }
    marks
};

/// Passes events on with raw HTML turned into text and unsafe links into what they enclose.
struct Safe<'t, 'r> {
    inner: Parser<'t>,
    root: &'r str,
    /// For each open link or image whether its tags are left out.
    dropped: Vec<bool>,
}

impl<'t> Iterator for Safe<'t, '_> {
    type Item = Event<'t>;

    fn next(&mut self) -> Option<Event<'t>> {
        loop {
            let event = match self.inner.next()? {
                Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
                Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
                Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
                // A picture from elsewhere would be a request to a third party: a link to it takes its place.
                Event::Start(
                    Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        id,
                    }
                    | Tag::Image {
                        link_type,
                        dest_url,
                        title,
                        id,
                    },
                ) => {
                    let href = address::resolve(&dest_url, self.root);
                    self.dropped.push(href.is_none());
                    match href {
                        Some(href) => Event::Start(Tag::Link {
                            link_type: plain_link(link_type),
                            dest_url: href.into(),
                            title,
                            id,
                        }),
                        None => continue,
                    }
                }
                Event::End(TagEnd::Link | TagEnd::Image) => match self.dropped.pop() {
                    Some(true) => continue,
                    _ => Event::End(TagEnd::Link),
                },
                other => other,
            };
            return Some(event);
        }
    }
}

/// An address in angle brackets that looks like mail would be prefixed again by the writer of HTML.
fn plain_link(link_type: pulldown_cmark::LinkType) -> pulldown_cmark::LinkType {
    match link_type {
        pulldown_cmark::LinkType::Email => pulldown_cmark::LinkType::Email,
        _ => pulldown_cmark::LinkType::Inline,
    }
}

/// Code becomes one finished piece of HTML each, and tables get the box that they scroll in.
fn with_boxes(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out = Vec::with_capacity(events.len());
    let mut open: Option<(CowStr<'_>, String)> = None;
    for event in events {
        match (event, &mut open) {
            (Event::Start(Tag::CodeBlock(kind)), _) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info,
                    CodeBlockKind::Indented => CowStr::Borrowed(""),
                };
                open = Some((language, String::new()));
            }
            (Event::Text(text), Some((_, code))) => code.push_str(&text),
            (Event::End(TagEnd::CodeBlock), _) => {
                if let Some((language, code)) = open.take() {
                    out.push(Event::Html(code_block(&language, &code).into()));
                }
            }
            (event @ Event::Start(Tag::Table(_)), _) => {
                out.extend([Event::Html(SCROLL.into()), event]);
            }
            (event @ Event::End(TagEnd::Table), _) => {
                out.extend([event, Event::Html("</div>\n".into())]);
            }
            (event, _) => out.push(event),
        }
    }
    out
}

/// A block of code with its copy button, which a script shows.
fn code_block(info: &str, code: &str) -> String {
    let language = info.split([',', ' ', '{']).next().unwrap_or("");
    let mut html = String::from(r#"<div class="code"><div class="code-head"><span>"#);
    push_escaped(
        &mut html,
        if language.is_empty() {
            "text"
        } else {
            language
        },
    );
    html.push_str(r#"</span><button type="button" class="copy" hidden>Copy</button></div><pre tabindex="0"><code>"#);
    highlight::push(&mut html, language, code.trim_end_matches('\n'));
    html.push_str("</code></pre></div>\n");
    html
}

/// Headings inside an entry's texts start below those of its sections.
fn below_sections(event: Event<'_>) -> Event<'_> {
    let lower = |level| match level {
        HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => HeadingLevel::H3,
        other => other,
    };
    match event {
        Event::Start(Tag::Heading {
            level,
            classes,
            attrs,
            ..
        }) => Event::Start(Tag::Heading {
            level: lower(level),
            id: None,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    }
}

/// Gives each heading an anchor made of its words; a repeated one is numbered. The page's title is its only `<h1>`.
fn with_anchors(mut events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut taken = std::collections::BTreeMap::<String, usize>::new();
    for at in 0..events.len() {
        let words: String = match &events[at] {
            Event::Start(Tag::Heading { .. }) => events[at + 1..]
                .iter()
                .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
                .filter_map(|event| match event {
                    Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                    _ => None,
                })
                .collect(),
            _ => String::new(),
        };
        match &mut events[at] {
            Event::Start(Tag::Heading { level, id, .. }) => {
                *level = (*level).max(HeadingLevel::H2);
                let anchor = anchor(&words);
                let count = taken.entry(anchor.clone()).or_default();
                *count += 1;
                *id = Some(
                    if *count == 1 {
                        anchor
                    } else {
                        format!("{anchor}-{count}")
                    }
                    .into(),
                );
            }
            Event::End(TagEnd::Heading(level)) => *level = (*level).max(HeadingLevel::H2),
            _ => {}
        }
    }
    events
}

/// The words of a heading as an anchor: letters and digits, in lower case, joined by hyphens.
fn anchor(words: &str) -> String {
    let anchor = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join("-");
    if anchor.is_empty() {
        "section".to_owned()
    } else {
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> String {
        Renderer { root: "../" }
            .block(text)
            .as_str()
            .trim()
            .to_owned()
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        assert_eq!(
            block("a <b onclick=x>b</b>"),
            "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"
        );
        assert!(block("<script>\nalert(1)\n</script>").starts_with("<p>&lt;script&gt;"));
    }

    #[test]
    fn unsafe_links_keep_their_words_only() {
        assert_eq!(block("[x](javascript:alert(1)) y"), "<p>x y</p>");
        assert_eq!(block("[x](data:text/html,1)"), "<p>x</p>");
    }

    #[test]
    fn pictures_become_links_to_them() {
        assert_eq!(
            block("![shot](https://example.org/a.png)"),
            r#"<p><a href="https://example.org/a.png">shot</a></p>"#
        );
    }

    #[test]
    fn internal_links_go_through_the_root() {
        assert_eq!(
            block("[x](claude-code/y)"),
            r#"<p><a href="../claude-code/y/">x</a></p>"#
        );
    }

    #[test]
    fn a_single_paragraph_stands_inside_a_line() {
        let inline = |text| Renderer { root: "./" }.inline(text).as_str().to_owned();
        assert_eq!(inline("Run `x` & wait."), "Run <code>x</code> &amp; wait.");
        assert_eq!(inline("don't"), "don&#39;t");
        assert_eq!(
            inline("1. one\n2. two").trim(),
            "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"
        );
    }

    #[test]
    fn headings_of_a_document_have_distinct_anchors() {
        let html = Renderer { root: "./" }.document("# Set up\n\n## A `b`\n\n## A `b`");
        let expected = "<h2 id=\"set-up\">Set up</h2>\n<h2 id=\"a-b\">A <code>b</code></h2>\n<h2 id=\"a-b-2\">A <code>b</code></h2>\n";
        assert_eq!(html.as_str(), expected);
    }

    #[test]
    fn tables_scroll_in_a_box() {
        let html = block("| a |\n|---|\n| 1 |");
        assert!(
            html.starts_with(SCROLL) && html.ends_with("</table>\n</div>"),
            "{html}"
        );
    }

    #[test]
    fn code_is_escaped_and_can_be_copied() {
        let html = block("```\na < b\n```");
        assert!(
            html.contains("<code>a &lt; b</code>") && html.contains(r#"class="copy""#),
            "{html}"
        );
    }
}
