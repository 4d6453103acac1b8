//! A YAML file as a tree that knows where everything stands.

use crate::finding::{KeyPath, Step};
use crate::source::Span;

/// One value and its bytes.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node holds. Scalars stay the text that was written: `1.10`, `no` and `~` are text.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing after the key: the same as a missing key.
    Empty,
    /// Text, whatever its style.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order written.
    Map(Vec<Pair>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The form, for messages.
    pub fn form(&self) -> &'static str {
        match self.value {
            Value::Empty => "nothing",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        matches!(self.value, Value::Empty)
    }

    /// The pair with this key, where this is a map that has it.
    pub fn pair(&self, key: &str) -> Option<&Pair> {
        match &self.value {
            Value::Map(pairs) => pairs.iter().find(|pair| pair.key == key),
            _ => None,
        }
    }

    /// How many values it holds, itself and keys included.
    pub fn size(&self) -> usize {
        match &self.value {
            Value::Empty | Value::Text(_) => 1,
            Value::List(items) => 1 + items.iter().map(Node::size).sum::<usize>(),
            Value::Map(pairs) => {
                1 + pairs
                    .iter()
                    .map(|pair| 1 + pair.value.size())
                    .sum::<usize>()
            }
        }
    }

    /// The value of a key, where this is a map that has it.
    pub fn child(&self, key: &str) -> Option<&Node> {
        self.pair(key).map(|pair| &pair.value)
    }

    /// The node a path leads to, as far as it goes: short forms (one value for a list, text for an
    /// object) and missing keys end at the last node that is there.
    pub fn follow(&self, path: &KeyPath) -> &Node {
        let mut node = self;
        for step in path.steps() {
            let next = match (step, &node.value) {
                (Step::Key(key), _) => node.pair(key).map(|pair| &pair.value),
                (Step::Item(at), Value::List(items)) => items.get(*at),
                (Step::Item(_), _) => Some(node),
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }
}
