use std::time::{Duration, Instant};

use fixbook::github::Error;

use super::{client, numbered, path, walk_all};
use crate::support::github_server::{Fault, GithubServer, status};

#[test]
fn whatever_breaks_once_is_asked_again() {
    let faults = [
        Fault::Reset,
        Fault::Stall,
        Fault::Truncated,
        Fault::Silence,
        Fault::Closed,
        status(500),
        status(502),
        status(504),
    ];
    for fault in faults {
        let server = GithubServer::start(numbered(150));
        server.fault_at(1, fault.clone());
        assert_eq!(
            walk_all(&server).expect("asks again").len(),
            150,
            "{fault:?}"
        );
    }
}

#[test]
fn a_stall_ends_at_the_deadline() {
    let server = GithubServer::start(numbered(1));
    server.fault_at(0, Fault::Stall);
    let start = Instant::now();
    walk_all(&server).expect("asks again");
    assert!(start.elapsed() < Duration::from_secs(3));
}

#[test]
fn what_stays_broken_is_given_up_after_few_requests() {
    for (fault, server_error) in [
        (status(503), true),
        (Fault::Closed, false),
        (Fault::Reset, false),
    ] {
        let server = GithubServer::start(numbered(1));
        server.fault_on("issues", 1000, fault);
        let error = walk_all(&server).expect_err("broken");
        assert_eq!(
            matches!(error, Error::Server { status: 503, .. }),
            server_error,
            "{error}"
        );
        assert!(server.log().len() <= 6);
    }
}

#[test]
fn an_answer_that_is_no_json_is_told_after_retries() {
    let server = GithubServer::start(numbered(1));
    server.fault_on(
        "issues",
        1000,
        Fault::Body(b"<html>log in to the network</html>".to_vec()),
    );
    assert!(matches!(walk_all(&server), Err(Error::Unreachable { .. })));
}

#[test]
fn what_is_not_there_is_told_apart_and_not_asked_again() {
    let server = GithubServer::start(numbered(4));
    server.change(|world| {
        world
            .repo(super::NAME)
            .gone
            .extend([(2, (410, None)), (3, (404, None)), (4, (451, None))]);
    });
    let client = client(&server);
    assert!(matches!(client.issue(&path(), 2), Err(Error::Gone { .. })));
    assert!(matches!(
        client.issue(&path(), 3),
        Err(Error::NotFound { .. })
    ));
    assert!(matches!(
        client.issue(&path(), 4),
        Err(Error::Blocked { .. })
    ));
    assert_eq!(server.log().len(), 3);
}

#[test]
fn a_wrong_token_is_told_at_once() {
    let server = GithubServer::start(numbered(1));
    server.fault_on("issues", 1000, status(401));
    assert!(matches!(walk_all(&server), Err(Error::Unauthorised)));
    assert_eq!(server.log().len(), 1);
}
