//! JSON Schema (draft 2020-12) out of the decoders: what is accepted and what is rejected is the
//! same, except where text stands, which accepts any scalar, as YAML readers disagree on them.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

/// The named parts of a schema.
#[derive(Default)]
pub struct Defs {
    parts: BTreeMap<&'static str, Json>,
}

impl Defs {
    /// A reference to a named part, which is made once.
    pub fn named(&mut self, name: &'static str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        if !self.parts.contains_key(name) {
            self.parts.insert(name, Json::Null);
            let part = make(self);
            self.parts.insert(name, part);
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    /// Any scalar that has some text.
    pub fn text(&mut self) -> Json {
        self.named("text", |_| {
            json!({
                "description": "Text. Numbers, dates and words such as `no` stay as they are written.",
                "anyOf": [{"type": "string", "pattern": r"\S"}, {"type": ["number", "boolean"]}],
            })
        })
    }

    /// The whole document: a root schema with its parts.
    pub fn document(self, kind: &str, root: Json) -> Json {
        let mut document = Map::new();
        document.insert(
            "$schema".into(),
            "https://json-schema.org/draft/2020-12/schema".into(),
        );
        document.insert("title".into(), format!("fixbook {kind}").into());
        document.insert(
            "$defs".into(),
            self.parts
                .into_iter()
                .map(|(name, part)| (name.to_owned(), part))
                .collect(),
        );
        if let Json::Object(root) = root {
            document.extend(root);
        }
        Json::Object(document)
    }
}

/// How the key of a record stands in its map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Must be there.
    Required,
    /// May be there.
    Optional,
    /// A list, or one value, or nothing.
    List,
    /// A list with at least one item.
    Some,
    /// A map with names of the writer's choice.
    Map,
}

/// The schema of a map's keys while it is put together.
pub struct ObjectSchema {
    description: String,
    properties: Map<String, Json>,
    required: Vec<&'static str>,
}

impl ObjectSchema {
    /// An object described by the doc comment of its type.
    pub fn new(doc: &[&str]) -> Self {
        Self {
            description: prose(doc),
            properties: Map::new(),
            required: Vec::new(),
        }
    }

    /// Adds a key.
    pub fn key(&mut self, key: &'static str, doc: &[&str], presence: Presence, value: Json) {
        let value = match presence {
            Presence::Required | Presence::Optional => value,
            Presence::List => json!({"anyOf": [value.clone(), {"type": "array", "items": value}]}),
            Presence::Some => {
                json!({"anyOf": [value.clone(), {"type": "array", "items": value, "minItems": 1}]})
            }
            Presence::Map => json!({"type": "object", "additionalProperties": value}),
        };
        let must = matches!(presence, Presence::Required | Presence::Some);
        let value = if must {
            value
        } else {
            json!({"anyOf": [value, {"type": "null"}]})
        };
        let mut described = Map::new();
        described.insert("description".into(), prose(doc).into());
        if let Json::Object(value) = value {
            described.extend(value);
        }
        self.properties
            .insert(key.to_owned(), Json::Object(described));
        if must {
            self.required.push(key);
        }
    }

    /// The object; a value of one of the keys in `short` may stand for it.
    pub fn finish(self, short: &[&str]) -> Json {
        let short: Vec<Json> = short
            .iter()
            .filter_map(|key| self.properties.get(*key).cloned())
            .collect();
        let object = json!({
            "description": self.description,
            "type": "object",
            "properties": self.properties,
            "patternProperties": {"^x-": {}},
            "required": self.required,
            "additionalProperties": false,
        });
        if short.is_empty() {
            return object;
        }
        let scalar =
            json!({"allOf": [{"type": ["string", "number", "boolean"]}, {"anyOf": short}]});
        json!({"anyOf": [object, scalar]})
    }
}

fn prose(doc: &[&str]) -> String {
    doc.iter()
        .map(|line| line.trim())
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}
