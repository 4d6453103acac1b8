//! Walks a listing in the order of updates so that a change during the walk skips nothing.
//!
//! Links with a cursor are followed. Where links count pages, an update moves an item to the end and shifts
//! another one over the page's edge, so the walk asks for `since=<newest seen>` instead and counts pages only
//! inside a second in which more than a page was updated. At the end it asks once more from a little before the
//! newest seen until nothing new comes. Everything is recognised by id and time of update, so nothing comes twice.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::client::{Client, Fetched};
use super::model::{Comment, Issue};
use super::page::{Masked, Page, decode_page};
use super::{Error, link};

/// How far GitHub's listing may lag behind its own clock.
const OVERLAP: SignedDuration = SignedDuration::from_secs(60);
/// The largest page GitHub gives.
const FULL_PAGE: u32 = 100;
/// Pages in a row without anything new after which a walk is not going anywhere.
const MOST_STALE: u32 = 20;

/// Where to begin so that nothing that came late is missed: a little before a time that was seen.
pub fn earlier(time: Timestamp) -> Timestamp {
    time.saturating_sub(OVERLAP).unwrap_or(time)
}

/// What a listing by updates consists of.
pub trait Updated {
    /// Id over all of GitHub.
    fn id(&self) -> u64;
    /// When it last changed.
    fn updated_at(&self) -> Timestamp;
}

impl Updated for Issue {
    fn id(&self) -> u64 {
        self.id
    }
    fn updated_at(&self) -> Timestamp {
        self.updated_at
    }
}

impl Updated for Comment {
    fn id(&self) -> u64 {
        self.id
    }
    fn updated_at(&self) -> Timestamp {
        self.updated_at
    }
}

/// A walk over a listing; see the module.
pub struct Walk<'c, T> {
    client: &'c Client,
    /// Path and query without `since` and `per_page`.
    listing: String,
    step: Step,
    /// The `since` of the pass under way.
    since: Option<Timestamp>,
    newest: Option<Timestamp>,
    seen: HashMap<u64, Timestamp>,
    quarantined: HashSet<String>,
    per_page: u32,
    pages: u32,
    stale: u32,
    /// This pass brought something new.
    fresh: bool,
    item: std::marker::PhantomData<T>,
}

enum Step {
    Since(Option<Timestamp>),
    Link(String),
    Done,
}

impl<'c, T> Walk<'c, T>
where
    T: Updated + Masked + Serialize + DeserializeOwned,
{
    pub(super) fn new(client: &'c Client, listing: String, since: Option<Timestamp>) -> Self {
        Self {
            client,
            listing,
            step: Step::Since(since),
            since,
            newest: None,
            seen: HashMap::new(),
            quarantined: HashSet::new(),
            per_page: FULL_PAGE,
            pages: 0,
            stale: 0,
            fresh: false,
            item: std::marker::PhantomData,
        }
    }

    /// The next items that have not come yet; `None` at the end. A page may be empty.
    pub fn next_page(&mut self) -> Result<Option<Page<T>>, Error> {
        let url = match &self.step {
            Step::Done => return Ok(None),
            Step::Since(since) => {
                self.since = *since;
                self.url(*since)
            }
            // Page 3 of 50 is not page 3 of 100: only a cursor stays where it is when the size changes.
            Step::Link(link) if link::counts_pages(link) => link.clone(),
            Step::Link(link) => link::with_page_size(link, self.per_page),
        };
        let Fetched {
            value: mut page,
            next,
            per_page,
        } = self.client.fetch::<Page<T>>(&url, decode_page)?;
        self.per_page = per_page.map_or((self.per_page * 2).min(FULL_PAGE), |lowered| lowered);
        self.pages += 1;
        let sorted = page.items.is_sorted_by_key(Updated::updated_at);
        let last = page.items.last().map(Updated::updated_at);
        self.keep_new(&mut page);
        self.step = match next {
            Some(_) if self.stale > MOST_STALE => Step::Done,
            Some(next) => match last {
                Some(last) if sorted && link::counts_pages(&next) && Some(last) > self.since => {
                    Step::Since(Some(last))
                }
                _ => Step::Link(next),
            },
            None => self.end_of_pass(),
        };
        Ok(Some(page))
    }

    /// Whether everything up to this time has come; true at the end of the walk.
    pub fn has_passed(&self, time: Timestamp) -> bool {
        matches!(self.step, Step::Done) || self.newest.is_some_and(|newest| newest > time)
    }

    /// Pages asked for so far.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// After the last page: once more from a little earlier, unless one request showed everything.
    fn end_of_pass(&mut self) -> Step {
        let again = self.fresh && self.pages > 1;
        self.fresh = false;
        match self.newest {
            Some(newest) if again => Step::Since(Some(earlier(newest))),
            _ => Step::Done,
        }
    }

    fn keep_new(&mut self, page: &mut Page<T>) {
        for item in &page.items {
            self.newest = self.newest.max(Some(item.updated_at()));
        }
        page.items.retain(|item| {
            self.seen.insert(item.id(), item.updated_at()) != Some(item.updated_at())
        });
        page.quarantined
            .retain(|item| self.quarantined.insert(item.name.clone()));
        let new = !page.items.is_empty() || !page.quarantined.is_empty();
        self.fresh |= new;
        self.stale = if new { 0 } else { self.stale + 1 };
    }

    fn url(&self, since: Option<Timestamp>) -> String {
        let since = since
            .map(|time| format!("&since={time}"))
            .unwrap_or_default();
        self.client.absolute(&format!(
            "{}&sort=updated&direction=asc&per_page={}{since}",
            self.listing, self.per_page
        ))
    }
}
