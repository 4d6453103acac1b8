use fixbook::github::{Merge, Releases};
use serde_json::json;

use super::{NAME, client, numbered, path};
use crate::support::github_server::GithubServer;

fn release(tag: &str, published: &str, notes: &str) -> serde_json::Value {
    json!({"tag_name": tag, "published_at": published, "body": notes, "prerelease": false})
}

fn merge(number: u64) -> Merge<'static> {
    let merged_at = "2026-02-01T00:00:00Z".parse().expect("a time");
    Merge {
        number,
        commit: Some("abc"),
        merged_at,
    }
}

#[test]
fn the_release_whose_notes_name_the_pull_request_wins() {
    let server = GithubServer::start(numbered(1));
    server.change(|world| {
        world.repo(NAME).releases = vec![
            release("v3", "2026-02-03T00:00:00Z", "- fix (#77)"),
            release("v2", "2026-02-02T00:00:00Z", "- #770"),
        ];
    });
    let (client, mut releases) = (client(&server), Releases::default());
    assert_eq!(
        releases
            .with(&client, &path(), merge(77))
            .expect("asked")
            .as_deref(),
        Some("v3")
    );
    assert_eq!(
        releases
            .with(&client, &path(), merge(770))
            .expect("asked")
            .as_deref(),
        Some("v2")
    );
    assert_eq!(server.log().len(), 1, "the list is read once");
}

#[test]
fn else_the_first_release_that_holds_the_commit() {
    let server = GithubServer::start(numbered(1));
    server.change(|world| {
        let repo = world.repo(NAME);
        repo.releases = vec![
            release("v1", "2026-01-01T00:00:00Z", "before the merge"),
            release("v1.9", "2026-02-02T00:00:00Z", "from an old branch"),
            release("v2", "2026-02-03T00:00:00Z", ""),
        ];
        repo.comparisons.extend([
            ("abc...v1.9".to_owned(), "diverged"),
            ("abc...v2".to_owned(), "ahead"),
        ]);
    });
    let found = Releases::default()
        .with(&client(&server), &path(), merge(77))
        .expect("asked");
    assert_eq!(found.as_deref(), Some("v2"));
}

#[test]
fn no_release_is_no_error() {
    let server = GithubServer::start(numbered(1));
    assert_eq!(
        Releases::default()
            .with(&client(&server), &path(), merge(1))
            .expect("asked"),
        None
    );
}
