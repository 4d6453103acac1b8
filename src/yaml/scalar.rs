//! How the plain types of Rust are written in YAML.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::decode::{Context, Decode, text};
use super::node::Node;
use super::schema::Defs;
use super::{BAD_VALUE, WRONG_FORM};

impl Decode for String {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let text = text(node, "text", cx)?;
        if text.trim().is_empty() {
            cx.error(
                BAD_VALUE,
                node.span,
                "the text is empty",
                "expected some text",
            );
            return None;
        }
        Some(text.to_owned())
    }

    fn schema(defs: &mut Defs) -> Json {
        defs.text()
    }
}

impl Decode for bool {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        match text(node, "`true` or `false`", cx)? {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let message = format!("`{other}` is neither true nor false");
                cx.error(BAD_VALUE, node.span, message, "expected `true` or `false`");
                None
            }
        }
    }

    fn schema(_: &mut Defs) -> Json {
        json!({"enum": [true, false, "true", "false"]})
    }
}

impl Decode for u32 {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let text = text(node, "a whole number", cx)?;
        let number = text.parse().ok();
        if number.is_none() {
            let message = format!("`{text}` is not a whole number");
            cx.error(
                BAD_VALUE,
                node.span,
                message,
                "expected a whole number such as `3`",
            );
        }
        number
    }

    fn schema(_: &mut Defs) -> Json {
        json!({"anyOf": [
            {"type": "integer", "minimum": 0, "maximum": u32::MAX},
            {"type": "string", "pattern": "^[0-9]{1,9}$"},
        ]})
    }
}

impl Decode for f64 {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let text = text(node, "a number", cx)?;
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            let message = format!("`{text}` is not a number");
            cx.error(
                BAD_VALUE,
                node.span,
                message,
                "expected a number such as `0.93`",
            );
        }
        number
    }

    fn schema(_: &mut Defs) -> Json {
        json!({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}]})
    }
}

/// A calendar day, written `2026-05-18`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day of a text such as `2026-05-18`; nothing else is a day.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !digits {
            return None;
        }
        text.parse().ok().map(Self)
    }

    /// The date.
    pub fn date(self) -> Date {
        self.0
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

super::read_back!(Day);

impl Decode for Day {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let text = text(node, "a date", cx)?;
        let day = Self::parse(text);
        if day.is_none() {
            let message = format!("`{text}` is not a date");
            cx.error(
                BAD_VALUE,
                node.span,
                message,
                "expected a day that exists, such as `2026-05-18`",
            );
        }
        day
    }

    fn schema(defs: &mut Defs) -> Json {
        defs.named("day", |_| {
            json!({
                "description": "A day, such as 2026-05-18.",
                "type": "string",
                "format": "date",
                "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            })
        })
    }
}

/// Decodes a type with a grammar from its text.
pub(crate) fn parsed<T>(
    node: &Node,
    cx: &mut Context<'_>,
    what: &str,
    example: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let super::node::Value::Text(text) = &node.value else {
        let message = format!("{} where {what} is needed", node.form());
        cx.error(
            WRONG_FORM,
            node.span,
            message,
            format!("expected {what} such as `{example}`"),
        );
        return None;
    };
    let value = parse(text);
    if value.is_none() {
        let message = format!("`{}` is not {what}", text.trim());
        cx.error(
            BAD_VALUE,
            node.span,
            message,
            format!("expected {what} such as `{example}`"),
        );
    }
    value
}
