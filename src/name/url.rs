//! Addresses on the web, as far as content may use them: http, https and mailto.

use std::fmt;

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::yaml::{Context, Decode, Defs, Node, parsed, read_back};

/// An http, https or mailto address, as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Url(String);

impl Url {
    /// The address of a text; no other scheme is one, nor text with spaces or control characters.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = ["https://", "http://", "mailto:"]
            .iter()
            .find_map(|scheme| {
                text.get(..scheme.len())?
                    .eq_ignore_ascii_case(scheme)
                    .then(|| &text[scheme.len()..])
            })?;
        let sound = !rest.is_empty()
            && !rest.starts_with('/')
            && !text
                .contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`\\".contains(c));
        sound.then(|| Self(text.to_owned()))
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host in lower case, without port and user; empty for mailto.
    pub fn host(&self) -> String {
        let Some((_, rest)) = self.0.split_once("://") else {
            return String::new();
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        let host = authority.rsplit('@').next().unwrap_or("");
        host.split(':').next().unwrap_or("").to_lowercase()
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

read_back!(Url);

impl Decode for Url {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        parsed(
            node,
            cx,
            "an http, https or mailto address",
            "https://example.org/docs",
            Self::parse,
        )
    }

    fn schema(defs: &mut Defs) -> Json {
        defs.named("url", |_| {
            json!({
                "description": "An http, https or mailto address.",
                "type": "string",
                "pattern": "^([hH][tT][tT][pP][sS]?://[^/\\s]|[mM][aA][iI][lL][tT][oO]:[^/\\s])[^\\s<>\"`\\\\]*$",
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_addresses() {
        for wrong in [
            "javascript:alert(1)",
            "ftp://x.org",
            "https://",
            "https:///x",
            "data:text/html,x",
            "https://a b",
            "/x",
        ] {
            assert_eq!(Url::parse(wrong), None, "{wrong}");
        }
        assert_eq!(
            Url::parse("HTTPS://User@Docs.Example.org:8443/a?b")
                .unwrap()
                .host(),
            "docs.example.org"
        );
    }
}
