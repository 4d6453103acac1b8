//! The comments of a repository, read by its own listing alongside the issues, so that requests grow with what
//! changed and not with the number of threads. Where the listing would cost more than asking thread by thread, or cannot be read, it ends.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use crate::github::{Client, Comment, Error, Issue, Quarantined, RepoPath, Walk};

/// Pages the listing may cost beyond one for each thread that has comments.
const HEAD_START: usize = 20;

/// The listing and the comments whose threads have not come yet.
pub(super) struct Feed<'c> {
    walk: Option<Walk<'c, Comment>>,
    held: HashMap<u64, BTreeMap<u64, Comment>>,
    /// Threads with comments that came so far.
    threads: usize,
    pub(super) quarantined: Vec<Quarantined>,
}

impl<'c> Feed<'c> {
    pub(super) fn new(client: &'c Client, repo: &RepoPath, since: Option<Timestamp>) -> Self {
        Self {
            walk: Some(client.comments(repo, since)),
            held: HashMap::new(),
            threads: 0,
            quarantined: Vec::new(),
        }
    }

    /// Reads on until every comment that these issues can have was listed.
    pub(super) fn read_for(&mut self, issues: &[Issue]) -> Result<(), Error> {
        let with_comments = issues.iter().filter(|issue| issue.comments > 0);
        let newest = with_comments.clone().map(|issue| issue.updated_at).max();
        self.threads += with_comments.count();
        let Some(newest) = newest else { return Ok(()) };
        while let Some(walk) = &mut self.walk {
            if walk.has_passed(newest) {
                break;
            }
            if walk.pages() as usize > self.threads + HEAD_START {
                self.walk = None;
                break;
            }
            let page = match walk.next_page() {
                Ok(page) => page,
                Err(e) if e.is_about_one_address() => {
                    self.walk = None;
                    break;
                }
                Err(e) => return Err(e),
            };
            let Some(page) = page else { break };
            self.quarantined.extend(page.quarantined);
            for comment in page.items {
                if let (Some(thread), false) = (comment.thread(), comment.is_on_pull_request()) {
                    self.held
                        .entry(thread)
                        .or_default()
                        .insert(comment.id, comment);
                }
            }
        }
        Ok(())
    }

    /// The comments of a thread, if all of them were listed.
    pub(super) fn take(&mut self, issue: &Issue) -> Option<Vec<Comment>> {
        let held = self.held.remove(&issue.number).unwrap_or_default();
        let complete = held.len() as u64 == issue.comments;
        complete.then(|| in_order(held.into_values().collect()))
    }
}

/// The order of a thread: as written.
pub(super) fn in_order(mut comments: Vec<Comment>) -> Vec<Comment> {
    comments.sort_by_key(|comment| (comment.created_at, comment.id));
    comments
}
