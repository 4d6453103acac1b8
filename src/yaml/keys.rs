//! Take and finish: a decoder asks a map for the keys it knows, and what is left over is unknown.
//! The list of known keys is remembered, not repeated.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::decode::{Context, Decode, items};
use super::node::{Node, Pair, Value};
use super::{BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, WRONG_FORM};
use crate::finding::suggest::nearest;
use crate::source::Span;

/// The keys of one map while it is decoded.
pub struct Keys<'n> {
    what: &'static str,
    pairs: &'n [Pair],
    span: Span,
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'n> Keys<'n> {
    /// The keys of a node, which must be a map. `what` names it for messages: "a cause".
    pub fn of(node: &'n Node, what: &'static str, cx: &mut Context<'_>) -> Option<Self> {
        if let Value::Map(pairs) = &node.value {
            return Some(Self {
                what,
                pairs,
                span: node.span,
                asked: Vec::new(),
                missing: Vec::new(),
            });
        }
        let message = format!("{} where {what} is needed", node.form());
        cx.error(
            WRONG_FORM,
            node.span,
            message,
            format!("expected the keys of {what}"),
        );
        None
    }

    fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let pair = self.pairs.iter().find(|pair| pair.key == key)?;
        (!pair.value.is_empty()).then_some(&pair.value)
    }

    /// A key that must be there.
    pub fn required<T: Decode>(&mut self, key: &'static str, cx: &mut Context<'_>) -> Option<T> {
        let Some(node) = self.take(key) else {
            self.missing.push(key);
            return None;
        };
        T::decode(node, cx)
    }

    /// A key that may be there.
    pub fn optional<T: Decode>(
        &mut self,
        key: &'static str,
        cx: &mut Context<'_>,
    ) -> Option<Option<T>> {
        match self.take(key) {
            Some(node) => T::decode(node, cx).map(Some),
            None => Some(None),
        }
    }

    /// A key that has a default.
    pub fn default<T: Decode + Default>(
        &mut self,
        key: &'static str,
        cx: &mut Context<'_>,
    ) -> Option<T> {
        self.optional(key, cx).map(Option::unwrap_or_default)
    }

    /// A list, or one value in its place, or nothing.
    pub fn list<T: Decode>(&mut self, key: &'static str, cx: &mut Context<'_>) -> Option<Vec<T>> {
        let Some(node) = self.take(key) else {
            return Some(Vec::new());
        };
        decode_list(node, cx)
    }

    /// A list with at least one item.
    pub fn some<T: Decode>(&mut self, key: &'static str, cx: &mut Context<'_>) -> Option<Vec<T>> {
        let Some(node) = self.take(key) else {
            self.missing.push(key);
            return None;
        };
        if items(node).is_empty() {
            cx.error(
                BAD_VALUE,
                node.span,
                format!("`{key}` is empty"),
                "expected at least one",
            );
            return None;
        }
        decode_list(node, cx)
    }

    /// A map from names of the writer's choice to values, in the order written.
    pub fn map<T: Decode>(
        &mut self,
        key: &'static str,
        cx: &mut Context<'_>,
    ) -> Option<Vec<(String, T)>> {
        let Some(node) = self.take(key) else {
            return Some(Vec::new());
        };
        decode_map(node, cx)
    }

    /// The keys that begin with `x-`, passed on untouched.
    pub fn extras(&mut self) -> BTreeMap<String, Json> {
        let own = self.pairs.iter().filter(|pair| pair.key.starts_with("x-"));
        own.map(|pair| (pair.key.clone(), to_json(&pair.value)))
            .collect()
    }

    /// Reports the keys nobody asked for and those that are missing, a misspelt one only once.
    pub fn finish(mut self, cx: &mut Context<'_>) {
        for pair in self.pairs {
            let key = pair.key.as_str();
            if self.asked.contains(&key) || key.starts_with("x-") {
                continue;
            }
            let absent = self
                .asked
                .iter()
                .filter(|known| !self.pairs.iter().any(|pair| pair.key == **known));
            let meant = nearest(key, absent.copied());
            self.missing.retain(|missing| Some(*missing) != meant);
            let help = meant.map_or_else(
                || format!("{} has: {}", self.what, listing(&self.asked)),
                |meant| format!("did you mean `{meant}`?"),
            );
            let label = format!("not a key of {}", self.what);
            cx.finding(
                UNKNOWN_KEY,
                pair.key_span,
                format!("unknown key `{key}`"),
                label,
                Some(help),
            );
        }
        let first = self.pairs.first().map_or(self.span, |pair| pair.key_span);
        for key in &self.missing {
            let message = format!("`{key}` is missing");
            let label = format!("{} needs it", self.what);
            let place = self.pairs.iter().find(|pair| pair.key == *key);
            cx.finding(
                MISSING_KEY,
                place.map_or(first, |pair| pair.key_span),
                message,
                label,
                Some(format!("add `{key}:`")),
            );
        }
    }
}

fn listing(keys: &[&str]) -> String {
    keys.iter()
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Every item decoded, faults of all of them reported.
pub(super) fn decode_list<T: Decode>(node: &Node, cx: &mut Context<'_>) -> Option<Vec<T>> {
    let all: Vec<Option<T>> = items(node)
        .iter()
        .map(|item| {
            if item.is_empty() {
                cx.finding(
                    BAD_VALUE,
                    item.span,
                    "an item of the list is empty",
                    "expected a value",
                    Some("remove the item, or write its value".to_owned()),
                );
                return None;
            }
            T::decode(item, cx)
        })
        .collect();
    all.into_iter().collect()
}

/// Every value of a map decoded, keys kept in order.
pub fn decode_map<T: Decode>(node: &Node, cx: &mut Context<'_>) -> Option<Vec<(String, T)>> {
    let Value::Map(pairs) = &node.value else {
        let message = format!("{} where a map is needed", node.form());
        cx.error(
            WRONG_FORM,
            node.span,
            message,
            "expected names with values, `name: value`",
        );
        return None;
    };
    let all: Vec<Option<(String, T)>> = pairs
        .iter()
        .map(|pair| {
            if pair.value.is_empty() {
                cx.error(
                    BAD_VALUE,
                    pair.key_span,
                    format!("`{}` has no value", pair.key),
                    "expected a value",
                );
                return None;
            }
            T::decode(&pair.value, cx).map(|value| (pair.key.clone(), value))
        })
        .collect();
    all.into_iter().collect()
}

fn to_json(node: &Node) -> Json {
    match &node.value {
        Value::Empty => Json::Null,
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Map(pairs) => Json::Object(
            pairs
                .iter()
                .map(|pair| (pair.key.clone(), to_json(&pair.value)))
                .collect(),
        ),
    }
}
