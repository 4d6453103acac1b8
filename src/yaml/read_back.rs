//! `read_back!`: values that are kept as their text, in the caches, are parsed when they are read.

/// Gives a type with `parse(&str) -> Option<Self>` its deserialization from text.
macro_rules! read_back {
    ($name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(from)?;
                Self::parse(&text).ok_or_else(|| {
                    serde::de::Error::custom(format!("`{text}` is no {}", stringify!($name)))
                })
            }
        }
    };
}
pub(crate) use read_back;
