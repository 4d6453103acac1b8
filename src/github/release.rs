//! Finds the release in which a merged pull request came out: the one whose notes name it, else the first one
//! after the merge that holds the merge commit. Asks lazily and once per repository.

use std::collections::HashMap;

use jiff::Timestamp;

use super::model::Release;
use super::{Client, Error, RepoPath};

/// Pages of releases that are read; older fixes go without a release.
const MOST_PAGES: u32 = 3;
/// Releases after the merge that are asked whether they hold the commit.
const MOST_COMPARED: usize = 3;

/// The merge that is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Merge<'a> {
    /// Number of the pull request.
    pub number: u64,
    /// Its merge commit, if known.
    pub commit: Option<&'a str>,
    /// When it was merged.
    pub merged_at: Timestamp,
}

/// The releases read so far, by repository.
#[derive(Debug, Default)]
pub struct Releases {
    known: HashMap<RepoPath, Vec<Release>>,
}

impl Releases {
    /// The tag of the release that brought a merge out.
    pub fn with(
        &mut self,
        client: &Client,
        repo: &RepoPath,
        merge: Merge<'_>,
    ) -> Result<Option<String>, Error> {
        if !self.known.contains_key(repo) {
            let mut releases = match client.releases(repo, MOST_PAGES) {
                Ok(listing) => listing.items,
                Err(e) if e.is_gone() => Vec::new(),
                Err(e) => return Err(e),
            };
            releases.retain(|release| release.published_at.is_some());
            releases
                .sort_by(|a, b| (a.published_at, &a.tag_name).cmp(&(b.published_at, &b.tag_name)));
            self.known.insert(repo.clone(), releases);
        }
        let after = self.known[repo]
            .iter()
            .filter(|release| release.published_at >= Some(merge.merged_at));
        if let Some(named) = after.clone().find(|release| names(release, merge.number)) {
            return Ok(Some(named.tag_name.clone()));
        }
        let Some(commit) = merge.commit else {
            return Ok(None);
        };
        for release in after.take(MOST_COMPARED) {
            match client.holds(repo, &release.tag_name, commit) {
                Ok(true) => return Ok(Some(release.tag_name.clone())),
                Ok(false) => {}
                Err(e) if e.is_gone() => {}
                Err(e) => return Err(e),
            }
        }
        Ok(None)
    }
}

/// Whether the notes of a release name a pull request, as `#12` or by its address.
fn names(release: &Release, number: u64) -> bool {
    let notes = release.body.as_deref().unwrap_or_default();
    [format!("#{number}"), format!("/pull/{number}")]
        .iter()
        .any(|name| {
            notes.match_indices(name.as_str()).any(|(at, _)| {
                let rest = &notes[at + name.len()..];
                let before = notes[..at].chars().next_back();
                !rest.starts_with(|c: char| c.is_ascii_digit())
                    && (name.starts_with('/')
                        || !before.is_some_and(|c| c.is_alphanumeric() || c == '/'))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(notes: &str) -> Release {
        Release {
            tag_name: "v1".to_owned(),
            body: Some(notes.to_owned()),
            published_at: None,
            prerelease: false,
        }
    }

    #[test]
    fn notes_name_a_pull_request_by_number_or_address() {
        assert!(names(&release("- fix (#12)"), 12));
        assert!(names(&release("https://github.com/a/b/pull/12"), 12));
        assert!(!names(&release("#123 and other/repo#12"), 12));
        assert!(!names(&release(""), 12));
    }
}
