//! Decodes a listing item by item: what cannot be decoded is set aside and reported, the rest is kept.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Mask;

/// A page of a listing.
#[derive(Debug, Serialize, Deserialize)]
pub struct Page<T> {
    /// What could be decoded.
    pub items: Vec<T>,
    /// What could not.
    pub quarantined: Vec<Quarantined>,
}

/// An item that could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quarantined {
    /// Its number or id, if it has one.
    pub name: String,
    /// What the decoder said.
    pub why: String,
}

/// A text from GitHub, in which secrets are masked before anything else sees it.
pub trait Masked {
    /// Masks every text of a stranger.
    fn mask(&mut self, mask: Mask);
}

/// Decodes a JSON array; only a body that is no array is an error.
pub(super) fn decode_page<T: DeserializeOwned + Masked>(
    text: &str,
    mask: Mask,
) -> Result<Page<T>, serde_json::Error> {
    let raw: Vec<&RawValue> = serde_json::from_str(text)?;
    let mut page = Page {
        items: Vec::with_capacity(raw.len()),
        quarantined: Vec::new(),
    };
    for item in raw {
        match serde_json::from_str::<T>(item.get()) {
            Ok(mut item) => {
                item.mask(mask);
                page.items.push(item);
            }
            Err(e) => page.quarantined.push(Quarantined {
                name: name(item.get()),
                why: mask(&e.to_string()).into_owned(),
            }),
        }
    }
    Ok(page)
}

/// Decodes a single JSON object.
pub(super) fn decode_one<T: DeserializeOwned + Masked>(
    text: &str,
    mask: Mask,
) -> Result<T, serde_json::Error> {
    let mut one: T = serde_json::from_str(text)?;
    one.mask(mask);
    Ok(one)
}

/// What to call an item that cannot be decoded.
fn name(item: &str) -> String {
    #[derive(Deserialize)]
    struct Named {
        number: Option<u64>,
        id: Option<u64>,
        event: Option<String>,
    }
    match serde_json::from_str(item) {
        Ok(Named {
            number: Some(number),
            ..
        }) => format!("#{number}"),
        Ok(Named { id: Some(id), .. }) => format!("id {id}"),
        Ok(Named {
            event: Some(event), ..
        }) => format!(
            "event {}",
            event
                .chars()
                .filter(char::is_ascii_graphic)
                .take(40)
                .collect::<String>()
        ),
        _ => "an item without a number".to_owned(),
    }
}

/// Masks an optional text in place.
pub(super) fn mask_text(text: &mut Option<String>, mask: Mask) {
    if let Some(text) = text {
        mask_string(text, mask);
    }
}

/// Masks a text in place.
pub(super) fn mask_string(text: &mut String, mask: Mask) {
    if let std::borrow::Cow::Owned(masked) = mask(text) {
        *text = masked;
    }
}
