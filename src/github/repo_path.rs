//! Where a repository is found in the API: by name, or by the number that survives renames.

use std::fmt;

use crate::name::RepoName;

/// The path of a repository, `/repos/owner/name` or `/repositories/1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RepoPath(String);

impl RepoPath {
    /// By name.
    pub fn named(name: &RepoName) -> Self {
        Self(format!("/repos/{name}"))
    }

    /// By number.
    pub fn numbered(id: u64) -> Self {
        Self(format!("/repositories/{id}"))
    }
}

impl fmt::Display for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
