//! Finds the page for a text: index, ranking, alignment, confidence, explanation.

mod align;
mod answer;
mod build;
mod confidence;
mod document;
mod explain;
mod index;
mod manifest;
mod memory;
mod near;
mod pattern;
mod query;
mod rank;
mod reader;
mod search;
mod shard;
mod weight;

pub use answer::{Answer, Match, Why};
pub use document::Document;
pub use index::{Basics, Card, Found, Leeway, Row, Source, Wanted};
pub use manifest::{Manifest, VERSION};
pub use memory::Index;
pub use pattern::{Kind, Part, Pattern};
pub use rank::RANK_JSON;
pub use reader::{Files, Reader};
pub use search::search;
pub use shard::{File, MANIFEST, write};
