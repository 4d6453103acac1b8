//! Names of repositories and threads as people write them.

use std::fmt;

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::yaml::{Context, Decode, Defs, Node, parsed, read_back};

/// A repository on GitHub: `owner/name`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepoName {
    owner: String,
    name: String,
}

impl RepoName {
    /// The repository of a text such as `anthropics/claude-code`, by GitHub's grammar of names.
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, name) = text.split_once('/')?;
        let sound_owner = (1..=39).contains(&owner.len())
            && owner
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        let sound_name = (1..=100).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
            && !name.bytes().all(|byte| byte == b'.');
        (sound_owner && sound_name).then(|| Self {
            owner: owner.to_owned(),
            name: name.to_owned(),
        })
    }

    /// The account.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// The repository below the account.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for RepoName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)
    }
}

impl Serialize for RepoName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

read_back!(RepoName);

impl Decode for RepoName {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        parsed(
            node,
            cx,
            "a repository",
            "anthropics/claude-code",
            Self::parse,
        )
    }

    fn schema(defs: &mut Defs) -> Json {
        defs.named("repository", |_| {
            json!({
                "description": "A repository on GitHub, `owner/name`.",
                "type": "string",
                "pattern": r"^[A-Za-z0-9_-]{1,39}/[A-Za-z0-9._-]{0,99}[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$",
            })
        })
    }
}

/// An issue or pull request on GitHub: `owner/repo#123`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadRef {
    repo: RepoName,
    number: u64,
}

impl ThreadRef {
    /// The thread with this number.
    pub fn new(repo: RepoName, number: u64) -> Self {
        Self { repo, number }
    }

    /// The thread of a text such as `anthropics/claude-code#123`.
    pub fn parse(text: &str) -> Option<Self> {
        let (repo, number) = text.split_once('#')?;
        let digits = !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && !number.starts_with('0');
        let number = digits.then(|| number.parse().ok()).flatten()?;
        Some(Self {
            repo: RepoName::parse(repo)?,
            number,
        })
    }

    /// The thread of an address such as `https://github.com/owner/repo/pull/77`.
    pub fn of_url(url: &str) -> Option<Self> {
        let url = url.split(['#', '?']).next().unwrap_or(url);
        let mut parts = url.rsplit('/');
        let number = parts.next()?;
        let kind = parts.next()?;
        let (name, owner) = (parts.next()?, parts.next()?);
        matches!(kind, "pull" | "issues")
            .then(|| Self::parse(&format!("{owner}/{name}#{number}")))
            .flatten()
    }

    /// Its repository.
    pub fn repo(&self) -> &RepoName {
        &self.repo
    }

    /// Its number in the repository.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Its address on github.com; pull requests are redirected from there.
    pub fn url(&self) -> String {
        format!("https://github.com/{}/issues/{}", self.repo, self.number)
    }
}

impl fmt::Display for ThreadRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.repo, self.number)
    }
}

impl Serialize for ThreadRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

read_back!(ThreadRef);

impl Decode for ThreadRef {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        parsed(node, cx, "a thread", "owner/repo#123", Self::parse)
    }

    fn schema(defs: &mut Defs) -> Json {
        defs.named("thread", |_| {
            json!({
                "description": "An issue or pull request, `owner/repo#123`.",
                "type": "string",
                "pattern": r"^[A-Za-z0-9_-]{1,39}/[A-Za-z0-9._-]{1,100}#[1-9][0-9]{0,18}$",
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_reads_and_writes_the_same() {
        let thread = ThreadRef::parse("anthropics/claude-ai-mcp#309").unwrap();
        assert_eq!(thread.to_string(), "anthropics/claude-ai-mcp#309");
        for wrong in [
            "a/b",
            "a#1",
            "a/b#",
            "a/b#x",
            "a/../b#1",
            "a/..#1",
            "https://github.com/a/b/issues/1",
        ] {
            assert_eq!(ThreadRef::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn addresses_of_threads_are_read() {
        let name = |url| ThreadRef::of_url(url).map(|thread| thread.to_string());
        assert_eq!(
            name("https://github.com/a/b/pull/77").as_deref(),
            Some("a/b#77")
        );
        assert_eq!(
            name("https://github.com/a/b/issues/7#issuecomment-1").as_deref(),
            Some("a/b#7")
        );
        assert_eq!(name("https://github.com/a/b/wiki/7"), None);
    }
}
