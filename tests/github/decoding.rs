use serde_json::json;

use super::{NAME, client, everything, numbered, path, walk_all};
use crate::support::github_server::{Fault, GithubServer};

#[test]
fn odd_values_cost_nothing() {
    let server = GithubServer::start(numbered(5));
    server.change(|world| {
        let issues = &mut world.repo(NAME).issues;
        issues.get_mut(&1).expect("there")["user"] = json!(null);
        issues.get_mut(&2).expect("there")["state_reason"] = json!("abducted");
        issues.get_mut(&3).expect("there")["author_association"] = json!("EMPEROR");
        issues.get_mut(&4).expect("there")["body"] = json!(null);
        issues.get_mut(&5).expect("there")["active_lock_reason"] = json!({"new": true});
    });
    assert_eq!(walk_all(&server).expect("walks").len(), 5);
}

#[test]
fn an_item_that_cannot_be_decoded_is_set_aside_and_the_rest_kept() {
    let server = GithubServer::start(numbered(5));
    server.change(|world| {
        world.repo(NAME).issues.get_mut(&3).expect("there")["created_at"] = json!("yesterday");
    });
    let client = client(&server);
    let page = client
        .issues(&path(), &everything(), None)
        .next_page()
        .expect("decodes")
        .expect("there");
    assert_eq!(
        page.items
            .iter()
            .map(|issue| issue.number)
            .collect::<Vec<_>>(),
        [1, 2, 4, 5]
    );
    assert_eq!(page.quarantined[0].name, "#3");
}

#[test]
fn lone_surrogates_and_broken_bytes_cost_one_character() {
    let server = GithubServer::start(numbered(1));
    let item = |title: &[u8]| {
        let mut body = br#"[{"id":1,"number":1,"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","title":""#.to_vec();
        body.extend_from_slice(title);
        body.extend_from_slice(b"\"}]");
        Fault::Body(body)
    };
    server.fault_at(0, item(br"lone \ud83d half"));
    server.fault_at(1, item(b"broken \xff byte"));
    let client = client(&server);
    for expected in ["lone \u{fffd} half", "broken \u{fffd} byte"] {
        let page = client
            .issues(&path(), &everything(), None)
            .next_page()
            .expect("decodes")
            .expect("there");
        assert_eq!(page.items[0].title, expected);
    }
}

#[test]
fn unknown_events_are_kept_as_words() {
    let server = GithubServer::start(numbered(1));
    server.change(|world| {
        let events = vec![
            json!({"event": "teleported"}),
            json!({"event": "closed", "commit_id": "abc", "actor": null}),
            json!({"sha": 1}),
        ];
        world.repo(NAME).timelines.insert(1, events);
    });
    let listing = client(&server).timeline(&path(), 1).expect("listed");
    assert_eq!(listing.items.len(), 3);
    assert_eq!(listing.items[1].commit_id.as_deref(), Some("abc"));
}

#[test]
fn secrets_are_masked_in_every_text() {
    let server = GithubServer::start(numbered(1));
    server.change(|world| {
        let issue = world.repo(NAME).issues.get_mut(&1).expect("there");
        issue["title"] = json!("password hunter2");
        issue["body"] = json!("hunter2");
        issue["labels"] = json!([{"name": "hunter2"}]);
    });
    let issue = client(&server).issue(&path(), 1).expect("there");
    assert!(!format!("{issue:?}").contains("hunter2"));
}
