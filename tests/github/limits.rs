use std::time::{Duration, Instant};

use fixbook::github::{Client, Error, Patience, Settings};
use jiff::Timestamp;
use serde_json::json;

use super::{numbered, path, settings, walk_all};
use crate::support::github_server::{Fault, GithubServer};

fn limit(status: u16, headers: Vec<(&'static str, String)>, message: &str) -> Fault {
    Fault::Status(status, headers, json!({ "message": message }).to_string())
}

fn reset_in(seconds: i64) -> Vec<(&'static str, String)> {
    let reset = Timestamp::now().as_second() + seconds;
    vec![
        ("x-ratelimit-remaining", "0".to_owned()),
        ("x-ratelimit-reset", reset.to_string()),
    ]
}

fn retry_after(seconds: u32) -> Vec<(&'static str, String)> {
    vec![("retry-after", seconds.to_string())]
}

#[test]
fn primary_limits_wait_for_the_reset_in_both_forms() {
    for status in [403, 429] {
        let server = GithubServer::start(numbered(150));
        server.fault_at(
            1,
            limit(
                status,
                reset_in(1),
                "API rate limit exceeded for user ID 1.",
            ),
        );
        let start = Instant::now();
        assert_eq!(walk_all(&server).expect("waits").len(), 150);
        assert!(start.elapsed() >= Duration::from_millis(900), "{status}");
    }
}

#[test]
fn secondary_limits_wait_in_both_forms() {
    for status in [403, 429] {
        for headers in [retry_after(1), Vec::new()] {
            let server = GithubServer::start(numbered(150));
            let least = if headers.is_empty() { 40 } else { 1000 };
            server.fault_at(
                1,
                limit(status, headers, "You have exceeded a secondary rate limit."),
            );
            let start = Instant::now();
            assert_eq!(walk_all(&server).expect("waits").len(), 150);
            assert!(start.elapsed() >= Duration::from_millis(least), "{status}");
        }
    }
}

#[test]
fn an_unnamed_limit_is_asked_again_only_after_a_growing_wait() {
    let server = GithubServer::start(numbered(1));
    server.fault_on("issues", 3, limit(429, Vec::new(), "slow down"));
    let start = Instant::now();
    walk_all(&server).expect("waits");
    assert!(start.elapsed() >= Duration::from_millis(40 + 80 + 160));
    assert_eq!(server.log().len(), 4);
}

#[test]
fn a_permission_is_told_at_once() {
    let server = GithubServer::start(numbered(1));
    let remaining = vec![("x-ratelimit-remaining", "4000".to_owned())];
    server.fault_on(
        "issues",
        9,
        limit(403, remaining, "Resource not accessible by integration"),
    );
    let error = walk_all(&server).expect_err("forbidden");
    assert!(
        matches!(&error, Error::Forbidden { message, .. } if message.contains("not accessible")),
        "{error}"
    );
    assert_eq!(server.log().len(), 1);
}

#[test]
fn no_wait_stops_with_the_time_to_come_back() {
    let server = GithubServer::start(numbered(150));
    server.fault_at(1, limit(403, reset_in(3000), "API rate limit exceeded"));
    let client = Client::new(&Settings {
        patience: Patience::NoWait,
        ..settings(&server)
    })
    .expect("set up");
    let mut walk = client.issues(&path(), &super::everything(), None);
    assert_eq!(
        walk.next_page()
            .expect("the first page")
            .expect("there")
            .items
            .len(),
        100
    );
    let until = walk
        .next_page()
        .expect_err("limited")
        .limited_until()
        .expect("a time");
    let seconds = until.as_second() - Timestamp::now().as_second();
    assert!((2900..=3100).contains(&seconds), "{seconds}");
}

#[test]
fn max_wait_bounds_all_waits_together() {
    let server = GithubServer::start(numbered(1));
    server.fault_on("issues", 9, limit(429, retry_after(1), "slow down"));
    let patience = Patience::UpTo(Duration::from_millis(1500));
    let client = Client::new(&Settings {
        patience,
        ..settings(&server)
    })
    .expect("set up");
    let mut walk = client.issues(&path(), &super::everything(), None);
    assert!(matches!(walk.next_page(), Err(Error::RateLimited { .. })));
    assert_eq!(server.log().len(), 2);
}

#[test]
fn the_budget_is_known_afterwards() {
    let server = GithubServer::start(numbered(150));
    let client = super::client(&server);
    super::read(&mut client.issues(&path(), &super::everything(), None)).expect("walks");
    let stats = client.stats();
    assert_eq!(
        (stats.requests, stats.limit, stats.remaining),
        (3, Some(5000), Some(4997))
    );
}
