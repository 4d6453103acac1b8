//! The questions the importer asks GitHub, each as one function of [`Client`].

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::client::Client;
use super::model::{Comparison, Event, PullRequest, Release, Repository};
use super::page::{Masked, Page, decode_one, decode_page};
use super::{Comment, Error, Issue, Quarantined, RepoPath, Walk, link};

/// Which issues a walk lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// `open`, `closed` or `all`.
    pub state: String,
    /// All of these labels.
    pub labels: Vec<String>,
}

/// A listing read to its end.
#[derive(Debug)]
pub struct Listing<T> {
    /// What could be decoded.
    pub items: Vec<T>,
    /// What could not.
    pub quarantined: Vec<Quarantined>,
}

impl Client {
    /// The repository as it is now; renames are followed.
    pub fn repository(&self, repo: &RepoPath) -> Result<Repository, Error> {
        self.one(&repo.to_string())
    }

    /// Issues and pull requests by time of update.
    pub fn issues(
        &self,
        repo: &RepoPath,
        filter: &Filter,
        since: Option<Timestamp>,
    ) -> Walk<'_, Issue> {
        let mut listing = format!("{repo}/issues?state={}", link::encode(&filter.state));
        if !filter.labels.is_empty() {
            listing.push_str("&labels=");
            listing.push_str(&link::encode(&filter.labels.join(",")));
        }
        Walk::new(self, listing, since)
    }

    /// Comments of the whole repository by time of update.
    pub fn comments(&self, repo: &RepoPath, since: Option<Timestamp>) -> Walk<'_, Comment> {
        Walk::new(self, format!("{repo}/issues/comments?"), since)
    }

    /// All comments of one thread.
    pub fn comments_of(&self, repo: &RepoPath, number: u64) -> Result<Listing<Comment>, Error> {
        let mut listing = self.all(
            &format!("{repo}/issues/{number}/comments?per_page=100"),
            u32::MAX,
        )?;
        let mut seen = std::collections::HashSet::new();
        listing
            .items
            .retain(|comment: &Comment| seen.insert(comment.id));
        Ok(listing)
    }

    /// One issue or pull request; a transfer is followed, so look at its address.
    pub fn issue(&self, repo: &RepoPath, number: u64) -> Result<Issue, Error> {
        self.one(&format!("{repo}/issues/{number}"))
    }

    /// What happened to a thread.
    pub fn timeline(&self, repo: &RepoPath, number: u64) -> Result<Listing<Event>, Error> {
        self.all(
            &format!("{repo}/issues/{number}/timeline?per_page=100"),
            u32::MAX,
        )
    }

    /// One pull request.
    pub fn pull_request(&self, repo: &RepoPath, number: u64) -> Result<PullRequest, Error> {
        self.one(&format!("{repo}/pulls/{number}"))
    }

    /// The pull requests that brought a commit in.
    pub fn pull_requests_of(
        &self,
        repo: &RepoPath,
        commit: &str,
    ) -> Result<Listing<PullRequest>, Error> {
        self.all(
            &format!("{repo}/commits/{}/pulls?per_page=100", link::encode(commit)),
            1,
        )
    }

    /// The newest releases, at most so many pages of 100.
    pub(super) fn releases(&self, repo: &RepoPath, pages: u32) -> Result<Listing<Release>, Error> {
        self.all(&format!("{repo}/releases?per_page=100"), pages)
    }

    /// Whether a tag holds a commit.
    pub(super) fn holds(&self, repo: &RepoPath, tag: &str, commit: &str) -> Result<bool, Error> {
        let range = format!("{}...{}", link::encode(commit), link::encode(tag));
        let comparison: Comparison = self.one(&format!("{repo}/compare/{range}?per_page=1"))?;
        Ok(matches!(comparison.status.as_str(), "ahead" | "identical"))
    }

    fn one<T>(&self, path: &str) -> Result<T, Error>
    where
        T: Masked + Serialize + DeserializeOwned,
    {
        Ok(self.fetch(&self.absolute(path), decode_one::<T>)?.value)
    }

    fn all<T>(&self, path: &str, most_pages: u32) -> Result<Listing<T>, Error>
    where
        T: Masked + Serialize + DeserializeOwned,
    {
        let mut listing = Listing {
            items: Vec::new(),
            quarantined: Vec::new(),
        };
        let mut url = self.absolute(path);
        for _ in 0..most_pages {
            let fetched = self.fetch::<Page<T>>(&url, decode_page)?;
            listing.items.extend(fetched.value.items);
            listing.quarantined.extend(fetched.value.quarantined);
            match fetched.next {
                // A size lowered on the way shows some items twice and skips none: links keep the lowered size.
                Some(next) if next != url => url = next,
                _ => break,
            }
        }
        Ok(listing)
    }
}
