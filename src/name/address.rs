//! Addresses: `<tool>/<slug>`, permanent, and the grammar of their parts.

use std::fmt;

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::yaml::{Context, Decode, Defs, Node, parsed, read_back};

/// The longest slug or tool, in characters.
pub const MAX_SLUG: usize = 80;

/// Whether a text is a slug: `[a-z0-9]+(-[a-z0-9]+)*`, at most 80 characters.
pub fn is_slug(text: &str) -> bool {
    text.len() <= MAX_SLUG
        && text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// The slug of a name or an error text: letters and digits in lower case, the rest as single `-`.
pub fn slugify(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= MAX_SLUG {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A name with the grammar of a slug: a tool's key, a cause's id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Slug(String);

impl Slug {
    /// The slug of a text, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        is_slug(text).then(|| Self(text.to_owned()))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

read_back!(Slug);

impl Decode for Slug {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        parsed(
            node,
            cx,
            "a name in lower case",
            "token-expired",
            Self::parse,
        )
    }

    fn schema(defs: &mut Defs) -> Json {
        defs.named("slug", |_| {
            json!({
                "description": "Lower-case letters and digits in groups joined by `-`.",
                "anyOf": [
                    {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": MAX_SLUG},
                    {"type": "integer", "minimum": 0},
                ],
            })
        })
    }
}

/// The address of an entry: `<tool>/<slug>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    text: String,
    tool: usize,
}

impl EntryId {
    /// The address of a text such as `claude-code/credit-balance-too-low`.
    pub fn parse(text: &str) -> Option<Self> {
        let (tool, slug) = text.split_once('/')?;
        (is_slug(tool) && is_slug(slug)).then(|| Self {
            text: text.to_owned(),
            tool: tool.len(),
        })
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The tool it belongs to.
    pub fn tool(&self) -> &str {
        &self.text[..self.tool]
    }

    /// Its name below the tool.
    pub fn slug(&self) -> &str {
        &self.text[self.tool + 1..]
    }

    /// The file an entry with this address is written in.
    pub fn file(&self) -> crate::source::RelPath {
        crate::source::RelPath::new(format!("content/errors/{}.yaml", self.text))
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for EntryId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

read_back!(EntryId);

impl Decode for EntryId {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        parsed(
            node,
            cx,
            "the address of an entry",
            "claude-code/credit-balance-too-low",
            Self::parse,
        )
    }

    fn schema(defs: &mut Defs) -> Json {
        defs.named("address", |_| {
            json!({
                "description": "The address of an entry: `<tool>/<slug>`.",
                "type": "string",
                "pattern": "^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$",
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_tool_and_a_slug() {
        let id = EntryId::parse("claude-ai/mcp-token-exchange-failed").unwrap();
        assert_eq!(
            (id.tool(), id.slug()),
            ("claude-ai", "mcp-token-exchange-failed")
        );
        for wrong in ["claude-ai", "a/b/c", "A/b", "a/-b", "a/b-", "a//b", "../b"] {
            assert_eq!(EntryId::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_slug_of_an_error_text_is_a_slug() {
        assert_eq!(
            slugify("  MCP error -32000: Connection closed!"),
            "mcp-error-32000-connection-closed"
        );
        assert!(is_slug(&slugify(&"long error ".repeat(40))));
        assert_eq!(slugify("错误"), "");
    }
}
