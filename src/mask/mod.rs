//! Masks what must not be published: secrets, and private data such as e-mail addresses, home folders and hosts of
//! an intranet. The rules are data (`static/search/mask-rules.json`), shared with the browser, in the part of regular expressions that
//! means the same in Rust and JavaScript; `tests/vectors/mask.json` holds both sides to it. This module finds and
//! replaces text; it does not know where the text comes from or goes to.

mod edit;
mod plain;
mod rule;

use std::borrow::Cow;
use std::ops::Range;

pub use plain::plain;
pub use rule::Class;

use edit::Edits;
use rule::{RULES, Rule};

/// The rules as JSON, for the browser: a list of `{kind, class, hints, pattern, flags, unless, varied}`.
pub const RULES_JSON: &str = include_str!("../../static/search/mask-rules.json");

/// A piece of text that must not be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// What it is, as it stands in the masked text: `github-token`, `email`.
    pub kind: &'static str,
    /// Whether it opens a door or merely names a person or a machine.
    pub class: Class,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
}

/// The text with every secret and every private piece replaced by its kind: `<github-token>`, `/home/<user>/src`.
pub fn mask(text: &str) -> Cow<'_, str> {
    let edits = run(text, |_| true);
    if edits.is_empty() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(edits.into_text())
    }
}

/// Every piece of some classes that [`mask`] would replace, in the order of the text.
pub fn find(text: &str, of: impl Fn(Class) -> bool) -> Vec<Secret> {
    run(text, of).into_secrets()
}

/// Applies the rules of some classes in their order, each to the text as the rules before left it, so that a precise kind wins
/// over a general one and nothing is masked twice.
fn run(text: &str, of: impl Fn(Class) -> bool) -> Edits<'_> {
    let mut edits = Edits::new(text);
    for rule in RULES.candidates(text).filter(|rule| of(rule.class)) {
        let found = spans(rule, edits.text());
        edits.replace(rule, &found);
    }
    edits
}

/// What one rule masks: every capture group that took part in a match. The search goes on at the end of the masked
/// piece, not of the match, so that the border of one piece can be the border of the next.
fn spans(rule: &'static Rule, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at <= text.len() {
        let Some(captures) = rule.pattern().captures_at(text, at) else {
            break;
        };
        let whole = captures.get(0).expect("group 0 is the match").range();
        let mut next = if whole.is_empty() {
            whole.end + 1
        } else {
            whole.end
        };
        for group in captures.iter().skip(1).flatten() {
            if rule.accepts(group.as_str()) {
                found.push(group.range());
                next = group.end();
            }
        }
        at = ceil_char_boundary(text, next.max(at + 1));
    }
    found
}

fn ceil_char_boundary(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(
            mask("error: linker `cc` not found"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn spans_point_into_the_original_text() {
        let token = ["ghp", "_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].concat();
        let text = format!("é in /home/jane/x with {token} and {token}");
        let found = find(&text, |_| true);
        let kinds: Vec<_> = found
            .iter()
            .map(|secret| (secret.kind, &text[secret.span.clone()]))
            .collect();
        assert_eq!(
            kinds,
            [
                ("user", "jane"),
                ("github-token", &token[..]),
                ("github-token", &token[..])
            ]
        );
        assert_eq!(found[0].class, Class::Private);
        assert_eq!(found[1].class, Class::Secret);
    }

    #[test]
    fn a_precise_kind_wins_over_a_general_one() {
        let token = ["ghp", "_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].concat();
        assert_eq!(
            mask(&format!("GITHUB_TOKEN={token}")),
            "GITHUB_TOKEN=<github-token>"
        );
    }

    #[test]
    fn masking_twice_changes_nothing() {
        let text = "mail jane@example.com, key at C:\\Users\\jane\\x, 10.1.2.3:80, https://u:p4ss@db.corp/x";
        let once = mask(text).into_owned();
        assert_eq!(mask(&once), once);
    }
}
