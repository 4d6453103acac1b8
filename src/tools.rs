//! content/tools.yaml: the products that show errors, and their categories.

use serde_json::{Value as Json, json};

use crate::name::{Slug, Url, slugify};
use crate::yaml::{BAD_VALUE, Context, Decode, Defs, Node, Value, decode_map, record};

/// The file, below the root.
pub const FILE: &str = "content/tools.yaml";

record! {
    /// A product that shows errors.
    pub struct Tool("a tool") short(|_| "name"; "name") {
        /// Its name as people write it.
        required name: String,
        /// The name of its category; "Other" without.
        optional category: String,
        /// Its address; sources on this host are the vendor's documentation.
        optional homepage: Url,
        /// Hosts of its documentation, such as `docs.example.org`.
        list docs: String,
        /// Where people use it: web, desktop, cli.
        list surfaces: String,
    }
}

impl Tool {
    /// The name of its category.
    pub fn category_name(&self) -> &str {
        self.category.as_deref().unwrap_or("Other")
    }

    /// The slug of its category's page.
    pub fn category_slug(&self) -> String {
        slugify(self.category_name())
    }

    /// Whether an address is documentation of this tool: on the homepage's or a docs host, or below it.
    pub fn documents(&self, url: &Url) -> bool {
        let host = url.host();
        let own = self.homepage.iter().map(Url::host);
        let docs = self
            .docs
            .iter()
            .map(|docs| Url::parse(docs).map_or_else(|| docs.to_lowercase(), |url| url.host()));
        !host.is_empty()
            && own.chain(docs).any(|known| {
                let known = known.trim_start_matches("www.");
                host == known
                    || host.trim_start_matches("www.") == known
                    || host.ends_with(&format!(".{known}"))
            })
    }
}

/// All tools, in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tools(Vec<(Slug, Tool)>);

impl Tools {
    /// The tool with this key.
    pub fn get(&self, key: &str) -> Option<&Tool> {
        self.0
            .iter()
            .find(|(slug, _)| slug.as_str() == key)
            .map(|(_, tool)| tool)
    }

    /// Every tool with its key.
    pub fn iter(&self) -> impl Iterator<Item = (&Slug, &Tool)> {
        self.0.iter().map(|(slug, tool)| (slug, tool))
    }

    /// The schema of tools.yaml.
    pub fn document() -> Json {
        let mut defs = Defs::default();
        let root = Self::schema(&mut defs);
        defs.document("tools", root)
    }
}

impl Decode for Tools {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut sound = true;
        if let Value::Map(pairs) = &node.value {
            for pair in pairs.iter().filter(|pair| Slug::parse(&pair.key).is_none()) {
                let message = format!("`{}` is not the key of a tool", pair.key);
                cx.error(
                    BAD_VALUE,
                    pair.key_span,
                    message,
                    "expected a name in lower case such as `claude-code`",
                );
                sound = false;
            }
        }
        let tools: Vec<(String, Tool)> = decode_map(node, cx)?;
        let tools = tools
            .into_iter()
            .filter_map(|(key, tool)| Some((Slug::parse(&key)?, tool)))
            .collect();
        sound.then_some(Self(tools))
    }

    fn schema(defs: &mut Defs) -> Json {
        let tool = Tool::schema(defs);
        json!({
            "description": "The products that show errors, by key.",
            "type": "object",
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80},
            "additionalProperties": tool,
        })
    }
}
