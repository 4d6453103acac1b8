//! Text that is Markdown, as a type of its own, so that it cannot be mistaken for plain text.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::yaml::{Context, Decode, Defs, Node};

/// A text in Markdown, as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Markdown(pub String);

impl Markdown {
    /// The source of the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Decode for Markdown {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        String::decode(node, cx).map(Self)
    }

    fn schema(defs: &mut Defs) -> Json {
        String::schema(defs)
    }
}
