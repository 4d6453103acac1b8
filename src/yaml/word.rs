//! `words!`: an enum whose values are fixed words in YAML, with decoding and schema.

/// Declares an enum of fixed words: its variants, their spelling in YAML, and what each means.
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident ($what:literal) {
            $( $(#[doc = $vdoc:literal])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $vdoc])* $variant, )+ }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as written in YAML.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(from)?;
                Self::from_word(&word).ok_or_else(|| serde::de::Error::unknown_variant(&word, &[$($word),+]))
            }
        }

        impl $crate::yaml::Decode for $name {
            fn decode(node: &$crate::yaml::Node, cx: &mut $crate::yaml::Context<'_>) -> Option<Self> {
                $crate::yaml::word_of(node, cx, $what, &[$($word),+]).map(|at| Self::ALL[at])
            }

            fn schema(_: &mut $crate::yaml::Defs) -> serde_json::Value {
                serde_json::json!({"enum": [$($word),+]})
            }
        }
    };
}
pub(crate) use words;

use super::BAD_VALUE;
use super::decode::{Context, text};
use super::node::Node;
use crate::finding::suggest::nearest;

/// The place of a node's word in `words`; reports any other with the nearest.
pub fn word_of(node: &Node, cx: &mut Context<'_>, what: &str, words: &[&str]) -> Option<usize> {
    let listing = words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let word = text(node, &format!("one of {listing}"), cx)?;
    let found = words.iter().position(|known| *known == word);
    if found.is_none() {
        let help =
            nearest(word, words.iter().copied()).map(|meant| format!("did you mean `{meant}`?"));
        let message = format!("`{word}` is not {what}");
        cx.finding(
            BAD_VALUE,
            node.span,
            message,
            format!("expected one of {listing}"),
            help,
        );
    }
    found
}
