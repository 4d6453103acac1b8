//! `record!`: one declaration gives a struct, its decoding and its JSON Schema, so that the three
//! cannot drift apart.
//!
//! ```text
//! record! {
//!     /// One reason why the error appears.
//!     pub struct Cause("a cause") short(|_| "claim"; "claim") {
//!         /// What is wrong.
//!         required claim: Markdown,
//!         /// How to recognise it.
//!         optional tell: Markdown,
//!         /// What mends it.
//!         list fixes: Fix,
//!     }
//! }
//! ```
//!
//! `required`, `optional`, `default`, `list`, `some` (a list with at least one item), `map` and
//! `extras` say how a key stands in the map. With `short`, a plain text stands for the object: the
//! function says, for a text, which key it is the value of, out of those named after it.

macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident ($what:literal) $(short($short:expr; $($skey:literal),+))? {
            $( $(#[doc = $fdoc:literal])* $kind:ident $field:ident : $ty:ty, )+
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $( $(#[doc = $fdoc])* pub $field: $crate::yaml::record!(@type $kind $ty), )+
        }

        impl $crate::yaml::Decode for $name {
            fn decode(node: &$crate::yaml::Node, cx: &mut $crate::yaml::Context<'_>) -> Option<Self> {
                $(
                    if let $crate::yaml::Value::Text(text) = &node.value {
                        let choose: fn(&str) -> &'static str = $short;
                        let long = $crate::yaml::long_form(node, choose(text));
                        return <Self as $crate::yaml::Decode>::decode(&long, cx);
                    }
                )?
                let mut keys = $crate::yaml::Keys::of(node, $what, cx)?;
                $( let $field = $crate::yaml::record!(@take $kind keys cx $field); )+
                keys.finish(cx);
                Some(Self { $( $field: $field?, )+ })
            }

            fn schema(defs: &mut $crate::yaml::Defs) -> serde_json::Value {
                defs.named(stringify!($name), |defs| {
                    let mut object = $crate::yaml::ObjectSchema::new(&[$($doc),*]);
                    $( $crate::yaml::record!(@schema $kind object defs $field $ty [$($fdoc),*]); )+
                    object.finish(&[$($($skey),+)?])
                })
            }
        }
    };

    (@type required $ty:ty) => { $ty };
    (@type default $ty:ty) => { $ty };
    (@type optional $ty:ty) => { Option<$ty> };
    (@type list $ty:ty) => { Vec<$ty> };
    (@type some $ty:ty) => { Vec<$ty> };
    (@type map $ty:ty) => { Vec<(String, $ty)> };
    (@type extras $ty:ty) => { $ty };

    (@take extras $keys:ident $cx:ident $field:ident) => { Some($keys.extras()) };
    (@take $kind:ident $keys:ident $cx:ident $field:ident) => {
        $keys.$kind($crate::yaml::key_name(stringify!($field)), $cx)
    };

    (@schema extras $object:ident $defs:ident $field:ident $ty:ty [$($doc:literal),*]) => {};
    (@schema $kind:ident $object:ident $defs:ident $field:ident $ty:ty [$($doc:literal),*]) => {
        let value = <$ty as $crate::yaml::Decode>::schema($defs);
        let presence = $crate::yaml::record!(@presence $kind);
        $object.key($crate::yaml::key_name(stringify!($field)), &[$($doc),*], presence, value);
    };

    (@presence required) => { $crate::yaml::Presence::Required };
    (@presence default) => { $crate::yaml::Presence::Optional };
    (@presence optional) => { $crate::yaml::Presence::Optional };
    (@presence list) => { $crate::yaml::Presence::List };
    (@presence some) => { $crate::yaml::Presence::Some };
    (@presence map) => { $crate::yaml::Presence::Map };
}
pub(crate) use record;

use super::node::{Node, Pair, Value};

/// The key of a field: its name, without the mark of a raw identifier (`r#do` is `do`).
pub fn key_name(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

/// The object that a plain text stands for.
pub fn long_form(node: &Node, key: &str) -> Node {
    let pair = Pair {
        key: key.to_owned(),
        key_span: node.span,
        value: node.clone(),
    };
    Node {
        span: node.span,
        value: Value::Map(vec![pair]),
    }
}
