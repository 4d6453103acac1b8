//! What every step of a run works with: the client, the knowledge base, the store, and the account of what was done.
//! Takes a thread from what GitHub shows to the file that says it.

use std::collections::BTreeSet;

use anyhow::Result;

use super::change::{Change, news};
use super::closing::closed_by;
use super::facts;
use super::feed::in_order;
use super::matching::Matching;
use super::options::Options;
use super::store::Store;
use super::summary::Summary;
use crate::config::ImportSource;
use crate::evidence::{ClosedBy, Thread, ThreadState};
use crate::github::{Client, Comment, Error, Issue, Listing, Quarantined, Releases, RepoPath};
use crate::library::Library;
use crate::name::{RepoName, ThreadRef};

/// Threads in a row that may fail before their repository counts as unreadable.
const MOST_FAILURES: u32 = 2;

/// The place where threads are worked on.
pub(super) struct Desk<'a> {
    pub(super) client: &'a Client,
    pub(super) library: &'a Library,
    pub(super) matching: Matching<'a>,
    pub(super) store: Store,
    pub(super) options: &'a Options,
    pub(super) releases: &'a mut Releases,
    pub(super) summary: &'a mut Summary,
    /// Threads in a row that could not be read.
    pub(super) failures: u32,
    /// Numbers of threads of the repository under way that could not be read.
    pub(super) unread: BTreeSet<u64>,
}

/// Where a repository's threads are asked for and filed.
pub(super) struct Place<'a> {
    /// Its name in fixbook.yaml, which names its folder.
    pub(super) repo: &'a RepoName,
    /// Its path in the API.
    pub(super) path: RepoPath,
    /// Its name at GitHub now.
    pub(super) full_name: String,
    /// What fixbook.yaml says of it.
    pub(super) source: Option<&'a ImportSource>,
}

impl Place<'_> {
    fn maintainers(&self) -> &[String] {
        self.source
            .map_or(&[], |source| source.maintainers.as_slice())
    }

    fn thread(&self, number: u64) -> ThreadRef {
        ThreadRef::new(self.repo.clone(), number)
    }
}

impl Desk<'_> {
    /// Files a thread that GitHub shows. Without its comments at hand they are asked for.
    pub(super) fn file(
        &mut self,
        place: &Place<'_>,
        issue: &Issue,
        comments: Option<Vec<Comment>>,
    ) -> Result<()> {
        self.file_as(&place.thread(issue.number), place, issue, comments, None)
    }

    /// Looks at a stored thread, or one that is cited, as GitHub shows it now.
    pub(super) fn look_at(&mut self, place: &Place<'_>, number: u64) -> Result<()> {
        let name = place.thread(number);
        let issue = match self.client.issue(&place.path, number) {
            Ok(issue) => issue,
            Err(e) if e.is_gone() => return self.bury(&name),
            Err(e) => return self.spare(&name, e),
        };
        self.summary.fetched += 1;
        let there = ThreadRef::of_url(&issue.html_url);
        let moved = there.filter(|there| {
            !there
                .repo()
                .to_string()
                .eq_ignore_ascii_case(&place.full_name)
                || there.number() != number
        });
        match (moved, self.store.thread(&name)) {
            (Some(to), Some(before)) => {
                let thread = Thread {
                    moved_to: Some(to),
                    ..before.clone()
                };
                self.write(Some(&before), thread)
            }
            (Some(to), None) => {
                let there = Place {
                    path: RepoPath::named(to.repo()),
                    full_name: to.repo().to_string(),
                    ..*place
                };
                self.file_as(&name, &there, &issue, None, Some(to))
            }
            (None, _) => self.file(place, &issue, None),
        }
    }

    /// Matches a stored thread again, since entries come and go.
    pub(super) fn match_again(&mut self, stored: &Thread, place: &Place<'_>) -> Result<()> {
        let entries = self.matching.entries(stored, Some(stored));
        if entries == stored.entries {
            return Ok(());
        }
        let mut thread = Thread {
            entries,
            ..stored.clone()
        };
        if thread.gone.is_none() && thread.moved_to.is_none() {
            thread.closed_by = match &thread.closed_by {
                Some(known) if self.is_shown(&thread) => Some(known.clone()),
                _ => self.closed_by(place, &thread)?,
            };
        }
        self.write(Some(stored), thread)
    }

    fn file_as(
        &mut self,
        name: &ThreadRef,
        place: &Place<'_>,
        issue: &Issue,
        comments: Option<Vec<Comment>>,
        moved_to: Option<ThreadRef>,
    ) -> Result<()> {
        if issue.pull_request.is_some() && !self.matching.is_cited(name) {
            self.summary.skipped += 1;
            return Ok(());
        }
        let before = self.store.thread(name);
        let comments = match comments {
            Some(comments) => Listing {
                items: comments,
                quarantined: Vec::new(),
            },
            None if issue.comments == 0 => Listing {
                items: Vec::new(),
                quarantined: Vec::new(),
            },
            None => match self.client.comments_of(&place.path, issue.number) {
                Ok(listing) => listing,
                Err(e) if e.is_gone() => return self.bury(name),
                Err(e) => return self.spare(name, e),
            },
        };
        self.file_with(name, place, issue, comments, before.as_ref(), moved_to)
    }

    fn file_with(
        &mut self,
        name: &ThreadRef,
        place: &Place<'_>,
        issue: &Issue,
        comments: Listing<Comment>,
        before: Option<&Thread>,
        moved_to: Option<ThreadRef>,
    ) -> Result<()> {
        let whole = comments.quarantined.is_empty();
        self.summary
            .quarantine(&place.repo.to_string(), comments.quarantined);
        let comments = in_order(comments.items);
        let mut thread = facts::thread(name, issue, &comments, place.maintainers());
        thread.moved_to = moved_to;
        if thread.errors.is_empty() && before.is_none() && !self.matching.is_cited(name) {
            self.summary.skipped += 1;
            return Ok(());
        }
        // A comment that cannot be read is not there and not gone either.
        if whole {
            let cited = self.matching.cited_comments(name);
            facts::keep_gone(&mut thread, before, &comments, &cited);
        }
        thread.entries = self.matching.entries(&thread, before);
        match self.closed_by(place, &thread) {
            Ok(closed_by) => {
                thread.closed_by = closed_by;
                self.failures = 0;
            }
            Err(e) => {
                self.spare(name, e)?;
                thread.closed_by = before.and_then(|before| before.closed_by.clone());
            }
        }
        self.write(before, thread)
    }

    fn is_shown(&self, thread: &Thread) -> bool {
        !thread.entries.is_empty() || self.matching.is_cited(&thread.issue)
    }

    /// What closed a thread that an entry shows; costs nothing for the others.
    fn closed_by(&mut self, place: &Place<'_>, thread: &Thread) -> Result<Option<ClosedBy>, Error> {
        let mended = !matches!(
            thread.state_reason.as_deref(),
            Some("not_planned" | "duplicate")
        );
        if thread.state != ThreadState::Closed || !self.is_shown(thread) || !mended {
            return Ok(None);
        }
        let at = thread.moved_to.as_ref().unwrap_or(&thread.issue);
        closed_by(self.client, self.releases, &place.path, at.number())
    }

    /// Goes on without what could not be read of one thread, which the next run looks at again; unless it is not the
    /// thread's fault: then the repository, or the run, ends here.
    fn spare(&mut self, thread: &ThreadRef, error: Error) -> Result<()> {
        self.failures += 1;
        if !error.is_about_one_address() || self.failures > MOST_FAILURES {
            return Err(error.into());
        }
        let unread = Quarantined {
            name: format!("#{}", thread.number()),
            why: error.to_string(),
        };
        self.summary
            .quarantine(&thread.repo().to_string(), vec![unread]);
        self.unread.insert(thread.number());
        Ok(())
    }

    /// Marks a stored thread as deleted.
    fn bury(&mut self, name: &ThreadRef) -> Result<()> {
        if let Some(before) = self.store.thread(name) {
            return self.write(Some(&before), facts::tombstone(&before));
        }
        if self.matching.is_cited(name) {
            self.summary.missing.push(name.to_string());
        }
        Ok(())
    }

    fn write(&mut self, before: Option<&Thread>, mut thread: Thread) -> Result<()> {
        facts::date(&mut thread);
        if !self
            .store
            .write(&Thread::file(&thread.issue), &thread.to_yaml())?
        {
            return Ok(());
        }
        self.summary.wrote(&thread.issue);
        let had = before.is_some_and(|before| !before.entries.is_empty());
        if !had && !thread.entries.is_empty() {
            self.summary.matched += 1;
        }
        let mut entries: Vec<_> = thread
            .entries
            .iter()
            .map(|matched| matched.entry.clone())
            .collect();
        entries.extend(self.matching.citing(&thread.issue).cloned());
        entries.sort_unstable();
        entries.dedup();
        if !entries.is_empty() {
            let thread_name = thread.issue.to_string();
            self.summary
                .changes
                .extend(news(before, &thread).into_iter().map(|news| Change {
                    thread: thread_name.clone(),
                    entries: entries.clone(),
                    news,
                }));
        }
        Ok(())
    }
}
