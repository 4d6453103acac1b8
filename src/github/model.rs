//! What we need of GitHub's answers, and no more. Every word list is a string and every person may be missing,
//! since both grow and vanish without notice; a value of an unknown shape counts as absent.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::Mask;
use super::page::{Masked, mask_string, mask_text};

/// Counts of reactions by their name at GitHub, without zeros.
pub type Reactions = BTreeMap<String, u64>;

/// An issue or pull request, as listings and single requests show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// Id over all of GitHub.
    pub id: u64,
    /// Number in its repository.
    pub number: u64,
    /// Title.
    #[serde(default, deserialize_with = "lenient")]
    pub title: String,
    /// Text; absent when empty.
    #[serde(default, deserialize_with = "lenient")]
    pub body: Option<String>,
    /// `open` or `closed`, so far.
    #[serde(default, deserialize_with = "lenient")]
    pub state: String,
    /// `completed`, `not_planned`, `duplicate`, …
    #[serde(default, deserialize_with = "lenient")]
    pub state_reason: Option<String>,
    /// Login of the author; absent for deleted accounts.
    #[serde(default, rename = "user", deserialize_with = "login")]
    pub author: Option<String>,
    /// `OWNER`, `MEMBER`, `NONE`, …
    #[serde(default, rename = "author_association", deserialize_with = "lenient")]
    pub association: Option<String>,
    /// Names of labels.
    #[serde(default, deserialize_with = "labels")]
    pub labels: Vec<String>,
    /// Number of comments.
    #[serde(default, deserialize_with = "lenient")]
    pub comments: u64,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When GitHub saw its last change.
    pub updated_at: Timestamp,
    /// When it was closed.
    #[serde(default, deserialize_with = "lenient")]
    pub closed_at: Option<Timestamp>,
    /// Its page.
    #[serde(default, deserialize_with = "lenient")]
    pub html_url: String,
    /// Reactions to its text.
    #[serde(default, deserialize_with = "reactions")]
    pub reactions: Reactions,
    /// Present for pull requests.
    #[serde(default, deserialize_with = "lenient")]
    pub pull_request: Option<PullRequestLink>,
    /// The name of its type, where the owner uses types: `Bug`, `Feature`.
    #[serde(default, rename = "type", deserialize_with = "type_name")]
    pub issue_type: Option<String>,
}

/// What an issue says about being a pull request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PullRequestLink {
    /// When it was merged.
    #[serde(default, deserialize_with = "lenient")]
    pub merged_at: Option<Timestamp>,
}

/// A comment on an issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// Id over all of GitHub.
    pub id: u64,
    /// Text; absent when empty.
    #[serde(default, deserialize_with = "lenient")]
    pub body: Option<String>,
    /// Login of the author; absent for deleted accounts.
    #[serde(default, rename = "user", deserialize_with = "login")]
    pub author: Option<String>,
    /// `OWNER`, `MEMBER`, `NONE`, …
    #[serde(default, rename = "author_association", deserialize_with = "lenient")]
    pub association: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub updated_at: Timestamp,
    /// Its permalink.
    #[serde(default, deserialize_with = "lenient")]
    pub html_url: String,
    /// The API address of its thread, which holds the number.
    #[serde(default, deserialize_with = "lenient")]
    pub issue_url: String,
    /// Reactions to it.
    #[serde(default, deserialize_with = "reactions")]
    pub reactions: Reactions,
}

impl Comment {
    /// Number of the thread it stands in.
    pub fn thread(&self) -> Option<u64> {
        self.issue_url.rsplit('/').next()?.parse().ok()
    }

    /// Whether it stands in a pull request.
    pub fn is_on_pull_request(&self) -> bool {
        self.html_url.contains("/pull/")
    }
}

/// Something that happened to a thread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// `closed`, `cross-referenced`, …; new ones appear.
    #[serde(default, deserialize_with = "lenient")]
    pub event: String,
    /// When.
    #[serde(default, deserialize_with = "lenient")]
    pub created_at: Option<Timestamp>,
    /// The commit that closed or mentioned it.
    #[serde(default, deserialize_with = "lenient")]
    pub commit_id: Option<String>,
    /// Why it was closed.
    #[serde(default, deserialize_with = "lenient")]
    pub state_reason: Option<String>,
    /// What mentioned it.
    #[serde(default, deserialize_with = "lenient")]
    pub source: Option<EventSource>,
}

/// What mentioned a thread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventSource {
    /// The issue or pull request.
    #[serde(default, deserialize_with = "lenient")]
    pub issue: Option<Mention>,
}

/// A thread that mentions another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Its number.
    pub number: u64,
    /// Its page.
    #[serde(default, deserialize_with = "lenient")]
    pub html_url: String,
    /// Present for pull requests.
    #[serde(default, deserialize_with = "lenient")]
    pub pull_request: Option<PullRequestLink>,
}

/// A pull request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PullRequest {
    /// Number in its repository.
    pub number: u64,
    /// Its page.
    #[serde(default, deserialize_with = "lenient")]
    pub html_url: String,
    /// When it was merged.
    #[serde(default, deserialize_with = "lenient")]
    pub merged_at: Option<Timestamp>,
    /// The commit it became.
    #[serde(default, deserialize_with = "lenient")]
    pub merge_commit_sha: Option<String>,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// Its tag.
    pub tag_name: String,
    /// Notes.
    #[serde(default, deserialize_with = "lenient")]
    pub body: Option<String>,
    /// When it came out; absent for drafts.
    #[serde(default, deserialize_with = "lenient")]
    pub published_at: Option<Timestamp>,
    /// Not for everybody yet.
    #[serde(default, deserialize_with = "lenient")]
    pub prerelease: bool,
}

/// A repository.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repository {
    /// Numeric id, which a rename does not change.
    pub id: u64,
    /// `owner/name` as of now.
    pub full_name: String,
}

/// How two commits stand to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Comparison {
    /// `ahead`, `behind`, `identical`, `diverged`.
    #[serde(default, deserialize_with = "lenient")]
    pub(super) status: String,
}

impl Masked for Issue {
    fn mask(&mut self, mask: Mask) {
        mask_string(&mut self.title, mask);
        mask_text(&mut self.body, mask);
        self.labels
            .iter_mut()
            .for_each(|label| mask_string(label, mask));
    }
}

impl Masked for Comment {
    fn mask(&mut self, mask: Mask) {
        mask_text(&mut self.body, mask);
    }
}

impl Masked for Release {
    fn mask(&mut self, mask: Mask) {
        mask_string(&mut self.tag_name, mask);
        mask_text(&mut self.body, mask);
    }
}

/// Nothing in these is written by hand.
macro_rules! nothing_to_mask {
    ($($name:ty),*) => { $(impl Masked for $name { fn mask(&mut self, _: Mask) {} })* };
}
nothing_to_mask!(Event, PullRequest, Repository, Comparison);

/// The value if it has the right shape, else the default.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// The login inside a user object, or the plain login of our own store.
fn login<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    let login = value.get("login").unwrap_or(&value).as_str();
    Ok(login
        .filter(|login| !login.is_empty() && *login != "ghost")
        .map(str::to_owned))
}

/// The name inside a type object, or the plain name of our own store.
fn type_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value
        .get("name")
        .unwrap_or(&value)
        .as_str()
        .map(str::to_owned))
}

/// Labels are objects with a name, or plain names.
fn labels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    let names = value.as_array().into_iter().flatten();
    Ok(names
        .filter_map(|label| label.get("name").unwrap_or(label).as_str())
        .map(str::to_owned)
        .collect())
}

/// Every reaction with a count; `total_count` and the address are none.
fn reactions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Reactions, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    let all = value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "total_count");
    Ok(all
        .filter_map(|(name, count)| Some((name.clone(), count.as_u64().filter(|n| *n > 0)?)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_shapes_count_as_absent() {
        let issue: Issue = serde_json::from_str(
            r#"{"id":1,"number":2,"title":"t","body":null,"user":null,"state":"half-open","state_reason":{"new":1},
                "labels":["a",{"name":"b"},{"id":3}],"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-02T00:00:00Z",
                "closed_at":"soon","reactions":{"+1":2,"-1":0,"total_count":2,"url":"x"},"pull_request":null,"later":[]}"#,
        )
        .expect("decodes");
        assert_eq!(issue.labels, ["a", "b"]);
        assert_eq!(issue.state, "half-open");
        assert_eq!(issue.state_reason, None);
        assert_eq!(issue.closed_at, None);
        assert_eq!(issue.reactions, [("+1".to_owned(), 2)].into());
        assert!(issue.pull_request.is_none() && issue.author.is_none());
    }

    #[test]
    fn what_was_stored_decodes_again() {
        let json = r#"{"id":1,"number":2,"user":{"login":"a"},"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-02T00:00:00Z"}"#;
        let issue: Issue = serde_json::from_str(json).expect("decodes");
        let stored = serde_json::to_string(&issue).expect("encodes");
        assert_eq!(
            serde_json::from_str::<Issue>(&stored).expect("decodes"),
            issue
        );
    }
}
