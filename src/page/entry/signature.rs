//! The text of an error, with the parts that vary marked.

use serde::Serialize;

use crate::entry::Signature;
use crate::markdown::Html;
use crate::page::words;

/// A signature as printed.
#[derive(Debug, Serialize)]
pub struct SignatureView<'a> {
    /// The whole text, with `<*>` for parts that vary.
    pub text: &'a str,
    /// The same text in pieces.
    pub parts: Vec<Part>,
    /// Where it is seen: `toast`, `stderr`.
    pub place: Option<&'static str>,
}

/// A piece of a signature.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The text, which may break after the signs inside names; empty where it varies.
    pub text: Html,
    /// Whether something else stands here each time.
    pub varies: bool,
}

impl<'a> SignatureView<'a> {
    /// The view of a signature.
    pub(super) fn of(signature: &'a Signature) -> Self {
        Self::new(&signature.text, signature.r#where.map(words::place))
    }

    /// The signature `text`, seen at `place`.
    fn new(text: &'a str, place: Option<&'static str>) -> Self {
        let mut parts = Vec::new();
        for (number, piece) in text.split("<*>").enumerate() {
            if number > 0 {
                parts.push(Part {
                    text: Html::default(),
                    varies: true,
                });
            }
            if !piece.is_empty() {
                parts.push(Part {
                    text: Html::breakable(piece),
                    varies: false,
                });
            }
        }
        Self { text, parts, place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_vary_stand_apart() {
        let view = SignatureView::new("status <*>: not found", None);
        let expected = [
            Part {
                text: Html::escaped("status "),
                varies: false,
            },
            Part {
                text: Html::default(),
                varies: true,
            },
            Part {
                text: Html::escaped(": not found"),
                varies: false,
            },
        ];
        assert_eq!(view.parts, expected);
    }
}
