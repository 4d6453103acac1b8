//! Markdown as the words it shows, for places that take plain text: descriptions, lists, titles of links.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, TagEnd};

use super::render::is_plain;

/// The words of a text, on one line.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    for event in Parser::new(text) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                words.push_str(&part);
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                words.push(' ');
            }
            _ => {}
        }
    }
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(
            plain("Run `a --b`, **then** [see](x).\n\nMore <b>"),
            "Run a --b, then see. More <b>"
        );
    }

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(plain(" It works. "), Cow::Borrowed("It works.")));
    }
}
