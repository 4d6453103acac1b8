use super::{NAME, cached_client, everything, numbered, path, read};
use crate::support::github_server::{Fault, GithubServer};

#[test]
fn an_unchanged_answer_costs_no_quota_and_reads_the_same() {
    let server = GithubServer::start(numbered(3));
    let folder = tempfile::tempdir().expect("a folder");
    let first = cached_client(&server, folder.path().to_owned())
        .issue(&path(), 2)
        .expect("there");
    let client = cached_client(&server, folder.path().to_owned());
    assert_eq!(client.issue(&path(), 2).expect("there"), first);
    assert_eq!(client.stats().not_modified, 1);
    assert_eq!(server.log()[1].status, 304);
}

#[test]
fn a_listing_is_remembered_by_its_last_page() {
    let server = GithubServer::start(numbered(150));
    let folder = tempfile::tempdir().expect("a folder");
    let walk = || {
        let client = cached_client(&server, folder.path().to_owned());
        read(&mut client.issues(&path(), &everything(), "2026-01-01T00:01:30Z".parse().ok()))
            .expect("walks")
    };
    assert_eq!(walk(), walk());
    assert_eq!(server.log().last().expect("asked").status, 304);
}

#[test]
fn a_body_that_broke_off_is_not_remembered() {
    for fault in [Fault::Reset, Fault::Truncated] {
        let server = GithubServer::start(numbered(3));
        server.fault_at(0, fault);
        let folder = tempfile::tempdir().expect("a folder");
        let client = cached_client(&server, folder.path().to_owned());
        client.issue(&path(), 2).expect("asks again");
        assert!(!server.log()[1].conditional);
        client.issue(&path(), 2).expect("reads what was remembered");
        assert_eq!(server.log()[2].status, 304);
    }
}

#[test]
fn a_poisoned_file_is_dropped_and_asked_for_again() {
    let server = GithubServer::start(numbered(3));
    let folder = tempfile::tempdir().expect("a folder");
    let client = cached_client(&server, folder.path().to_owned());
    let whole = client.issue(&path(), 2).expect("there");
    for file in std::fs::read_dir(folder.path())
        .expect("a folder")
        .flatten()
    {
        let text = std::fs::read_to_string(file.path()).expect("text");
        std::fs::write(file.path(), &text[..text.len() / 2]).expect("written");
    }
    assert_eq!(client.issue(&path(), 2).expect("asked again"), whole);
    assert!(!server.log()[1].conditional);
}

#[test]
fn no_secret_and_no_token_reaches_the_disk() {
    let server = GithubServer::start(numbered(1));
    server.change(|world| {
        world.repo(NAME).issues.get_mut(&1).expect("there")["body"] =
            "my password is hunter2".into();
    });
    let folder = tempfile::tempdir().expect("a folder");
    cached_client(&server, folder.path().to_owned())
        .issue(&path(), 1)
        .expect("there");
    let mut files = 0;
    for file in std::fs::read_dir(folder.path())
        .expect("a folder")
        .flatten()
    {
        let text = std::fs::read_to_string(file.path()).expect("text");
        assert!(
            !text.contains("hunter2") && !text.contains("ghp_"),
            "{text}"
        );
        files += 1;
    }
    assert_eq!(files, 1);
}
