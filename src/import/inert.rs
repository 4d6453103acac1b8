//! Texts of strangers where they must do nothing: in Markdown as text, on one line, without links or mentions.

/// The text as a code span, in which nothing is a mention, a reference, a link or HTML.
pub(super) fn code(text: &str) -> String {
    let line = one_line(text);
    let longest = line.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if line.starts_with('`') || line.ends_with('`') || line.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{line}{pad}{fence}")
}

/// The text as Markdown that shows just these characters.
pub(super) fn escaped(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if c.is_ascii_punctuation()
            && !matches!(
                c,
                '.' | ',' | ';' | '?' | '\'' | '"' | '/' | '%' | '=' | '-'
            )
        {
            markdown.push('\\');
        }
        markdown.push(c);
    }
    markdown
}

/// The text without line breaks, control characters and the marks that turn the direction of reading.
pub(super) fn one_line(text: &str) -> String {
    crate::mask::plain(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code("a @b #1"), "`a @b #1`");
        assert_eq!(code("run `x` now\n\u{202e}"), "``run `x` now``");
        assert_eq!(code("``"), "``` `` ```");
    }

    #[test]
    fn escaped_texts_are_only_text() {
        assert_eq!(
            escaped("[a](b) <img> *x* `y` @me #1\n# h"),
            r"\[a\]\(b\) \<img\> \*x\* \`y\` \@me \#1 \# h"
        );
    }
}
