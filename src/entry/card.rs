//! The compact facts of an entry that other pages need: lists, feeds, links to it. Lists are made
//! of cards alone, so that a page about one entry never needs the whole of another.

use serde::Serialize;

use super::{Entry, State, Status};
use crate::name::{EntryId, Markdown, Slug};
use crate::yaml::Day;

/// What others show of an entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// Its address.
    pub id: EntryId,
    /// Its title.
    pub title: String,
    /// Its tool.
    pub tool: Slug,
    /// Its summary, Markdown; empty in some drafts.
    pub summary: String,
    /// Its signatures as printed.
    pub signatures: Vec<String>,
    /// Its quick fix, Markdown.
    pub quick_fix: Option<String>,
    /// Its status.
    pub status: Status,
    /// The state its writer asks for.
    pub state: State,
    /// Why it was withdrawn, Markdown.
    pub withdrawn: Option<String>,
    /// First publication.
    pub added: Option<Day>,
    /// Last change by a person.
    pub updated: Option<Day>,
    /// Old addresses.
    pub aliases: Vec<EntryId>,
}

impl Card {
    /// The card of an entry.
    pub fn of(entry: &Entry) -> Self {
        let text = |markdown: &Markdown| markdown.as_str().trim().to_owned();
        Self {
            id: entry.id.clone(),
            title: entry.title.trim().to_owned(),
            tool: entry.tool.clone(),
            summary: entry.summary.as_ref().map(text).unwrap_or_default(),
            signatures: entry
                .signatures
                .iter()
                .map(|signature| signature.text.clone())
                .collect(),
            quick_fix: entry.quick_fix.as_ref().map(text),
            status: entry.known_status(),
            state: entry.asked_state(),
            withdrawn: entry.says.withdrawn.as_ref().map(text),
            added: entry.added,
            updated: entry.updated,
            aliases: entry.aliases.clone(),
        }
    }

    /// The newest day the entry itself names.
    pub fn date(&self) -> Option<Day> {
        self.updated.max(self.added)
    }
}
