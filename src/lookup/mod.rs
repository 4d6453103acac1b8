//! Looks things up for `find`, `explain` and `mcp`, in a knowledge base or in a published site, with
//! one interface: text to pages, address to page.
//!
//! Both read the index shard by shard, as the browser does. A knowledge base keeps its shards in
//! `.fixbook/search/`, made anew when a file's size or time differs; a published site is a folder or
//! an https address, whose files are kept in the user's cache folder and used when it cannot be
//! reached.

mod base;
mod found;
mod site;
mod stamp;
mod tidy;
mod web;

pub use base::KnowledgeBase;
pub use found::{FoundPage, FoundPages, MatchedLine};
pub use site::PublishedSite;

use anyhow::Result;
use serde::Serialize;
use serde_json::Value as Json;

use crate::name::EntryId;
use crate::text::Log;

/// What can be asked.
pub trait Lookup: Send + Sync {
    /// Looks whether what it answers from has changed; for who asks more than once.
    fn refresh(&self) -> Result<()> {
        Ok(())
    }

    /// What to know of the last answer: that the site could not be reached, and it is from what was kept.
    fn note(&self) -> Option<String> {
        None
    }

    /// The pages for an error or a log, best first.
    fn find(&self, log: Log) -> Result<FoundPages>;

    /// A page as Markdown; none where there is no such entry.
    fn page(&self, id: &EntryId) -> Result<Option<String>>;

    /// An entry as its index.json says; none where there is no such entry.
    fn entry(&self, id: &EntryId) -> Result<Option<Json>>;

    /// The tools that have entries.
    fn tools(&self) -> Result<Vec<ToolRow>>;
}

/// A tool, and how many entries it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToolRow {
    /// Its key.
    pub tool: String,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: String,
    /// How many entries it has.
    pub entries: usize,
}
