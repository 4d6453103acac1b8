//! Imports one repository: what changed since the cursor, in batches, each filed before the cursor moves past it;
//! then some old threads, since cross-references, reactions and deletions do not show up in a listing by updates.

use anyhow::{Result, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::cursor::{Cursor, filter_of, state_word};
use super::desk::{Desk, Place};
use super::feed::Feed;
use super::moved;
use super::summary::RepoSummary;
use crate::config::ImportSource;
use crate::github::{Filter, Issue, OVERLAP, RepoPath, Repository, Walk};
use crate::name::RepoName;

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
    let cursor = cursor.filter(|cursor| cursor.filter == filter && cursor.repository == id);
    let since = start(desk, source, cursor.as_ref());
    let listed = Filter {
        state: state_word(source).to_owned(),
        labels: source.labels.clone(),
    };
    let began = cursor
        .as_ref()
        .map_or(since, |cursor| cursor.walking_since.or(since))
        .or(Some(Timestamp::UNIX_EPOCH));
    let mut issues = desk.client.issues(&place.path, &listed, since);
    // A walk that was cut off had listed comments of threads that are still to come.
    let mut feed = Feed::new(
        desk.client,
        &place.path,
        began.filter(|time| *time > Timestamp::UNIX_EPOCH),
    );
    let mut at = cursor.as_ref().map(|cursor| cursor.at);
    let mut left = desk.options.limit.unwrap_or(usize::MAX);
    loop {
        let batch = batch(desk, &mut issues, place, left)?;
        if batch.is_empty() {
            break;
        }
        left -= batch.len();
        feed.read_for(&batch)?;
        for issue in &batch {
            account.fetched += 1;
            desk.summary.fetched += 1;
            desk.file(place, issue, feed.take(issue))?;
            at = at.max(Some((issue.updated_at, issue.id)));
        }
        desk.summary.quarantine(
            &place.repo.to_string(),
            std::mem::take(&mut feed.quarantined),
        );
        let at = at.expect("the batch is not empty");
        keep(
            desk,
            source,
            &Cursor {
                repository: id,
                filter: filter.clone(),
                at,
                walking_since: began,
            },
        )?;
        if left == 0 {
            return Ok(());
        }
    }
    match at {
        Some(at) => keep(
            desk,
            source,
            &Cursor {
                repository: id,
                filter,
                at,
                walking_since: None,
            },
        ),
        None => Ok(()),
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
        (None, Some(cursor)) => Some(cursor.at.0 - OVERLAP),
        (None, None) => first,
    }
}

/// The next issues, in the order of their updates.
fn batch(
    desk: &mut Desk<'_>,
    issues: &mut Walk<'_, Issue>,
    place: &Place<'_>,
    most: usize,
) -> Result<Vec<Issue>> {
    let mut batch: Vec<Issue> = Vec::new();
    for _ in 0..BATCH_PAGES {
        let Some(page) = issues.next_page()? else {
            break;
        };
        desk.summary
            .quarantine(&place.repo.to_string(), page.quarantined);
        batch.extend(page.items);
    }
    // The same issue twice: its last state counts.
    batch.sort_by_key(|issue| (issue.updated_at, issue.id));
    let newest: std::collections::HashMap<u64, Timestamp> = batch
        .iter()
        .map(|issue| (issue.id, issue.updated_at))
        .collect();
    batch.retain(|issue| newest[&issue.id] == issue.updated_at);
    batch.truncate(most);
    Ok(batch)
}

fn keep(desk: &Desk<'_>, source: &ImportSource, cursor: &Cursor) -> Result<()> {
    desk.store
        .write(&Cursor::file(&source.repo), &cursor.to_yaml())
        .map(|_| ())
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
