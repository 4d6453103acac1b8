//! What closed a thread: the merged pull request or commit, and the release that brought it out. Costs requests, so it
//! is asked for only where an entry shows the thread.

use jiff::{SignedDuration, Timestamp};

use super::facts::day;
use crate::evidence::ClosedBy;
use crate::github::{Client, Error, Event, Merge, PullRequest, Releases, RepoPath};
use crate::name::ThreadRef;

/// A pull request that is merged so close to the closing is what closed it.
const TOGETHER: SignedDuration = SignedDuration::from_mins(2);

/// Asks what closed a thread of `repo`.
pub(super) fn closed_by(
    client: &Client,
    releases: &mut Releases,
    repo: &RepoPath,
    number: u64,
) -> Result<Option<ClosedBy>, Error> {
    let events = match client.timeline(repo, number) {
        Ok(listing) => listing.items,
        Err(e) if e.is_gone() => return Ok(None),
        Err(e) => return Err(e),
    };
    let Some(closing) = events.iter().rev().find(|event| event.event == "closed") else {
        return Ok(None);
    };
    let pull = match &closing.commit_id {
        Some(commit) => pull_of(client, repo, commit)?,
        None => merged_with(client, repo, &events, closing.created_at)?,
    };
    let date = closing.created_at.map(day);
    let Some(pull) = pull else {
        let commit = closing.commit_id.clone().filter(|sha| is_sha(sha));
        return Ok(commit.map(|commit| ClosedBy {
            pull_request: None,
            commit: Some(commit),
            release: None,
            date,
        }));
    };
    let release = match pull.merged_at {
        Some(merged_at) => {
            let merge = Merge {
                number: pull.number,
                commit: pull.merge_commit_sha.as_deref(),
                merged_at,
            };
            releases.with(client, repo, merge)?
        }
        None => None,
    };
    Ok(Some(ClosedBy {
        pull_request: ThreadRef::of_url(&pull.html_url),
        commit: None,
        release,
        date: pull.merged_at.map(day).or(date),
    }))
}

/// The merged pull request that brought a commit in.
fn pull_of(client: &Client, repo: &RepoPath, commit: &str) -> Result<Option<PullRequest>, Error> {
    if !is_sha(commit) {
        return Ok(None);
    }
    match client.pull_requests_of(repo, commit) {
        Ok(listing) => Ok(listing
            .items
            .into_iter()
            .find(|pull| pull.merged_at.is_some())),
        // Commits of forks and unknown commits are refused with 404 or 422.
        Err(Error::Refused { .. }) => Ok(None),
        Err(e) if e.is_gone() => Ok(None),
        Err(e) => Err(e),
    }
}

/// The pull request that mentions the thread and was merged when it was closed.
fn merged_with(
    client: &Client,
    repo: &RepoPath,
    events: &[Event],
    closed: Option<Timestamp>,
) -> Result<Option<PullRequest>, Error> {
    let Some(closed) = closed else {
        return Ok(None);
    };
    let mentions = events
        .iter()
        .filter_map(|event| event.source.as_ref()?.issue.as_ref());
    let together = mentions.filter_map(|mention| {
        let merged = mention.pull_request.as_ref()?.merged_at?;
        let apart = closed.duration_since(merged).abs();
        (apart <= TOGETHER).then_some((apart, mention.number))
    });
    let Some((_, number)) = together.min() else {
        return Ok(None);
    };
    match client.pull_request(repo, number) {
        Ok(pull) => Ok(Some(pull)),
        Err(e) if e.is_gone() => Ok(None),
        Err(e) => Err(e),
    }
}

fn is_sha(text: &str) -> bool {
    (7..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit())
}
