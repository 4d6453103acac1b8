//! Imports one repository: what changed since the cursor, in batches, each filed before the cursor moves past it;
//! then some old threads, since cross-references, reactions and deletions do not show up in a listing by updates.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Result, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::cursor::{Cursor, EXTRACTOR, filter_of, state_word};
use super::desk::{Desk, Place};
use super::feed::Feed;
use super::moved;
use super::summary::RepoSummary;
use crate::config::ImportSource;
use crate::github::{Filter, Issue, RepoPath, Repository, Walk, earlier};
use crate::name::RepoName;
use crate::source::RelPath;

/// Pages of issues that are read before their comments are.
const BATCH_PAGES: usize = 3;
/// An old thread is looked at again at least this often, in days, while there are not too many.
const RECHECK_DAYS: usize = 30;
/// Old threads that are looked at again in one run, about.
const RECHECKS: usize = 100;

/// Imports what changed in a repository.
pub(super) fn import(
    desk: &mut Desk<'_>,
    source: &ImportSource,
    account: &mut RepoSummary,
) -> Result<()> {
    let cursor = Cursor::load(desk.store.root(), &source.repo);
    let (place, id) = find(desk, source, cursor.as_ref(), account)?;
    if cursor.is_none() {
        moved::adopt(desk.library, &desk.store, &source.repo, id)?;
    }
    let cursor = cursor.or_else(|| Cursor::load(desk.store.root(), &source.repo));
    walk(desk, source, &place, id, cursor, account)?;
    recheck(desk, &place)
}

/// Finds the repository, under another name if it was renamed.
fn find<'s>(
    desk: &Desk<'_>,
    source: &'s ImportSource,
    cursor: Option<&Cursor>,
    account: &mut RepoSummary,
) -> Result<(Place<'s>, u64)> {
    let found = desk.client.repository(&RepoPath::named(&source.repo));
    let repository: Repository = match (found, cursor) {
        (Ok(found), Some(cursor)) if found.id != cursor.repository => {
            // The name belongs to another repository now; the one that was imported may live on elsewhere.
            match desk
                .client
                .repository(&RepoPath::numbered(cursor.repository))
            {
                Ok(renamed) => renamed,
                Err(e) if e.is_gone() => bail!(
                    "`{}` is not the repository that was imported before; remove {} to begin with the new one",
                    source.repo,
                    Cursor::file(&source.repo)
                ),
                Err(e) => return Err(e.into()),
            }
        }
        (Err(e), Some(cursor)) if e.is_gone() => {
            let renamed = desk
                .client
                .repository(&RepoPath::numbered(cursor.repository));
            renamed.map_err(|_| e)?
        }
        (found, _) => found?,
    };
    let Some(now) = RepoName::parse(&repository.full_name) else {
        bail!("GitHub calls `{}` by a name that is none", source.repo);
    };
    if !repository
        .full_name
        .eq_ignore_ascii_case(&source.repo.to_string())
    {
        account.renamed_to = Some(repository.full_name.clone());
    }
    let place = Place {
        repo: &source.repo,
        path: RepoPath::named(&now),
        full_name: repository.full_name,
        source: Some(source),
    };
    Ok((place, repository.id))
}

/// Walks what changed, batch by batch.
fn walk(
    desk: &mut Desk<'_>,
    source: &ImportSource,
    place: &Place<'_>,
    id: u64,
    cursor: Option<Cursor>,
    account: &mut RepoSummary,
) -> Result<()> {
    let filter = filter_of(source);
    // What another filter or an older extraction passed by is read again.
    let cursor = cursor.filter(|cursor| {
        cursor.filter == filter && cursor.extractor >= EXTRACTOR && cursor.repository == id
    });
    let since = start(desk, source, cursor.as_ref());
    // A walk that was cut off had listed comments of threads that are still to come.
    let began = cursor
        .as_ref()
        .map_or(since, |cursor| cursor.walking_since.or(since))
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let listed = Filter {
        state: state_word(source).to_owned(),
        labels: source.labels.clone(),
    };
    let mut issues = desk.client.issues(&place.path, &listed, since);
    let comments_since = (began > Timestamp::UNIX_EPOCH).then_some(began);
    let (at, unread) = cursor.map_or((None, BTreeSet::new()), |cursor| {
        (Some(cursor.at), cursor.unread)
    });
    desk.unread.clear();
    let mut course = Course {
        file: Cursor::file(&source.repo),
        id,
        filter,
        at,
        unread,
        feed: Feed::new(desk.client, &place.path, comments_since),
    };
    let mut left = desk.options.limit.unwrap_or(usize::MAX);
    while let Some(batch) = course.next_batch(desk, &mut issues, place, &mut left)? {
        let filed = course.file_all(desk, place, &batch, account);
        // Also where a limit ends the run in the middle: the threads before it are filed.
        course.keep(desk, Some(began))?;
        filed?;
        if left == 0 {
            return Ok(());
        }
    }
    for number in std::mem::take(&mut course.unread) {
        if !desk.unread.contains(&number) {
            desk.look_at(place, number)?;
        }
    }
    course.keep(desk, None)
}

/// A walk under way.
struct Course<'c> {
    /// The file of the cursor.
    file: RelPath,
    /// Number of the repository.
    id: u64,
    filter: String,
    /// Everything up to here is filed.
    at: Option<(Timestamp, u64)>,
    /// Threads that the run before could not read.
    unread: BTreeSet<u64>,
    feed: Feed<'c>,
}

impl Course<'_> {
    /// The next issues in the order of their updates; at most `left` of them lie beyond the cursor.
    fn next_batch(
        &self,
        desk: &mut Desk<'_>,
        issues: &mut Walk<'_, Issue>,
        place: &Place<'_>,
        left: &mut usize,
    ) -> Result<Option<Vec<Issue>>> {
        let mut batch: Vec<Issue> = Vec::new();
        let mut pages = 0;
        while batch.is_empty() || pages < BATCH_PAGES {
            let Some(page) = issues.next_page()? else {
                break;
            };
            pages += 1;
            desk.summary
                .quarantine(&place.repo.to_string(), page.quarantined);
            batch.extend(page.items);
        }
        // The same issue twice: its last state counts.
        batch.sort_by_key(|issue| (issue.updated_at, issue.id));
        let newest: HashMap<u64, Timestamp> = batch
            .iter()
            .map(|issue| (issue.id, issue.updated_at))
            .collect();
        batch.retain(|issue| newest[&issue.id] == issue.updated_at);
        // What lies before the cursor was counted by the run before.
        let known = batch.partition_point(|issue| Some((issue.updated_at, issue.id)) <= self.at);
        batch.truncate(known.saturating_add(*left));
        *left -= batch.len() - known.min(batch.len());
        Ok((!batch.is_empty()).then_some(batch))
    }

    fn file_all(
        &mut self,
        desk: &mut Desk<'_>,
        place: &Place<'_>,
        batch: &[Issue],
        account: &mut RepoSummary,
    ) -> Result<()> {
        self.feed.read_for(batch)?;
        let repo = place.repo.to_string();
        desk.summary
            .quarantine(&repo, std::mem::take(&mut self.feed.quarantined));
        for issue in batch {
            account.fetched += 1;
            desk.summary.fetched += 1;
            desk.file(place, issue, self.feed.take(issue))?;
            self.at = self.at.max(Some((issue.updated_at, issue.id)));
        }
        Ok(())
    }

    /// Moves the cursor, after everything before it is on the disk.
    fn keep(&self, desk: &Desk<'_>, walking_since: Option<Timestamp>) -> Result<()> {
        let Some(at) = self.at else { return Ok(()) };
        let cursor = Cursor {
            repository: self.id,
            extractor: EXTRACTOR,
            filter: self.filter.clone(),
            at,
            walking_since,
            unread: self.unread.union(&desk.unread).copied().collect(),
        };
        desk.store.write(&self.file, &cursor.to_yaml())?;
        Ok(())
    }
}

/// Where the walk begins: as asked, a little before the cursor, or on the day that fixbook.yaml names.
fn start(desk: &Desk<'_>, source: &ImportSource, cursor: Option<&Cursor>) -> Option<Timestamp> {
    let midnight = |date: jiff::civil::Date| {
        date.to_zoned(TimeZone::UTC)
            .map(|zoned| zoned.timestamp())
            .ok()
    };
    let first = source.since.and_then(|day| midnight(day.date()));
    match (desk.options.since, cursor) {
        (Some(date), _) => midnight(date),
        (None, Some(cursor)) => Some(earlier(cursor.at.0)),
        (None, None) => first,
    }
}

/// Looks at old threads again. The day picks which, so that every one has its turn and nothing has to be remembered.
fn recheck(desk: &mut Desk<'_>, place: &Place<'_>) -> Result<()> {
    let library = desk.library;
    let own: Vec<u64> = library
        .threads
        .keys()
        .filter(|thread| thread.repo() == place.repo)
        .map(crate::name::ThreadRef::number)
        .collect();
    let days = u64::try_from(own.len().div_ceil(RECHECKS).max(RECHECK_DAYS)).unwrap_or(u64::MAX);
    let today = desk
        .options
        .today
        .since(jiff::civil::date(1970, 1, 1))
        .map_or(0, |span| i64::from(span.get_days()));
    let today = u64::try_from(today).unwrap_or(0) % days;
    for number in own.into_iter().filter(|number| number % days == today) {
        desk.look_at(place, number)?;
    }
    Ok(())
}
