//! What every step of a run works with: the client, the knowledge base, the store, and the account of what was done.
//! Takes a thread from what GitHub shows to the file that says it.

use anyhow::Result;

use super::change::{Change, news};
use super::closing::{closed_by, thread_of};
use super::facts;
use super::feed::in_order;
use super::matching::Matching;
use super::options::Options;
use super::store::Store;
use super::summary::Summary;
use crate::config::ImportSource;
use crate::evidence::{ClosedBy, Thread, ThreadState};
use crate::github::{Client, Comment, Error, Issue, Releases, RepoPath};
use crate::library::Library;
use crate::name::{RepoName, ThreadRef};

/// The place where threads are worked on.
pub(super) struct Desk<'a> {
    pub(super) client: &'a Client,
    pub(super) library: &'a Library,
    pub(super) matching: Matching<'a>,
    pub(super) store: Store,
    pub(super) options: &'a Options,
    pub(super) releases: &'a mut Releases,
    pub(super) summary: &'a mut Summary,
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
        let name = place.thread(issue.number);
        if issue.pull_request.is_some() && !self.matching.is_cited(&name) {
            self.summary.skipped += 1;
            return Ok(());
        }
        let comments = match comments {
            Some(comments) => comments,
            None if issue.comments == 0 => Vec::new(),
            None => match self.client.comments_of(&place.path, issue.number) {
                Ok(listing) => {
                    self.summary
                        .quarantine(&place.repo.to_string(), listing.quarantined);
                    in_order(listing.items)
                }
                Err(e) if e.is_gone() => return self.bury(&name),
                Err(e) => return Err(e.into()),
            },
        };
        let before = self.store.thread(&name);
        let mut thread = facts::thread(&name, issue, &comments, place.maintainers());
        if thread.errors.is_empty() && before.is_none() && !self.matching.is_cited(&name) {
            self.summary.skipped += 1;
            return Ok(());
        }
        if let Some(before) = &before {
            facts::keep_gone(&mut thread, before, &comments);
        }
        thread.entries = self.matching.entries(&thread);
        thread.closed_by = self.closed_by(place, &thread)?;
        self.write(before.as_ref(), thread)
    }

    /// Looks at a stored thread, or one that is cited, as GitHub shows it now.
    pub(super) fn look_at(&mut self, place: &Place<'_>, number: u64) -> Result<()> {
        let name = place.thread(number);
        let issue = match self.client.issue(&place.path, number) {
            Ok(issue) => issue,
            Err(e) if e.is_gone() => return self.bury(&name),
            Err(e) => return Err(e.into()),
        };
        self.summary.fetched += 1;
        let there = thread_of(&issue.html_url);
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
            (Some(_), None) => Ok(()),
            (None, _) => self.file(place, &issue, None),
        }
    }

    /// Matches a stored thread again, since entries come and go.
    pub(super) fn match_again(&mut self, stored: &Thread, place: &Place<'_>) -> Result<()> {
        let entries = self.matching.entries(stored);
        if entries == stored.entries {
            return Ok(());
        }
        let mut thread = Thread {
            entries,
            ..stored.clone()
        };
        if thread.closed_by.is_none() && thread.gone.is_none() && thread.moved_to.is_none() {
            thread.closed_by = self.closed_by(place, &thread)?;
        }
        self.write(Some(stored), thread)
    }

    /// What closed a thread that an entry shows; costs nothing for the others.
    fn closed_by(&mut self, place: &Place<'_>, thread: &Thread) -> Result<Option<ClosedBy>, Error> {
        let shown = !thread.entries.is_empty() || self.matching.is_cited(&thread.issue);
        let mended = !matches!(
            thread.state_reason.as_deref(),
            Some("not_planned" | "duplicate")
        );
        if thread.state != ThreadState::Closed || !shown || !mended {
            return Ok(None);
        }
        closed_by(
            self.client,
            self.releases,
            &place.path,
            thread.issue.number(),
        )
    }

    /// Marks a stored thread as deleted.
    fn bury(&mut self, name: &ThreadRef) -> Result<()> {
        match self.store.thread(name) {
            Some(before) => self.write(Some(&before), facts::tombstone(&before)),
            None => Ok(()),
        }
    }

    fn write(&mut self, before: Option<&Thread>, mut thread: Thread) -> Result<()> {
        facts::date(&mut thread);
        if !self
            .store
            .write(&Thread::file(&thread.issue), &thread.to_yaml())?
        {
            return Ok(());
        }
        self.summary.written += 1;
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
