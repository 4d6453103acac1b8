use fixbook::github::{Client, Error, RepoPath, Settings};

use fixbook::name::RepoName;

use super::{NAME, client, everything, numbered, path, read, settings, walk_all};
use crate::support::github_server::{Fault, GithubServer};

#[test]
fn a_renamed_repository_is_followed_and_recognised_by_its_number() {
    let mut world = numbered(120);
    world.renamed.insert("old/name".to_owned(), 7);
    let server = GithubServer::start(world);
    let old = RepoPath::named(&RepoName::parse("old/name").expect("a name"));
    let client = client(&server);
    let repository = client.repository(&old).expect("followed");
    assert_eq!((repository.id, repository.full_name.as_str()), (7, NAME));
    assert_eq!(
        read(&mut client.issues(&old, &everything(), None))
            .expect("followed")
            .len(),
        120
    );
    assert_eq!(
        read(&mut client.issues(&RepoPath::numbered(7), &everything(), None))
            .expect("walks")
            .len(),
        120
    );
    assert!(
        server
            .log()
            .iter()
            .all(|asked| asked.authorization.is_some())
    );
}

#[test]
fn a_transferred_issue_shows_its_new_address() {
    let mut world = numbered(1);
    world
        .repo(NAME)
        .gone
        .insert(9, (301, Some(format!("/repos/{NAME}/issues/1"))));
    let server = GithubServer::start(world);
    let issue = client(&server).issue(&path(), 9).expect("followed");
    assert_eq!(
        issue.html_url,
        "https://github.com/example/project/issues/1"
    );
}

#[test]
fn nothing_is_sent_to_another_host() {
    let other = GithubServer::start(numbered(1));
    let server = GithubServer::start(numbered(150));
    let to_other = vec![("location", format!("{}/repos/{NAME}/issues", other.url()))];
    server.fault_at(0, Fault::Status(302, to_other, String::new()));
    assert!(matches!(walk_all(&server), Err(Error::ForeignHost { .. })));
    let link = format!("<{}/repos/{NAME}/issues?page=2>; rel=\"next\"", other.url());
    server.fault_at(1, Fault::Link(link));
    assert!(matches!(walk_all(&server), Err(Error::ForeignHost { .. })));
    assert_eq!(other.log().len(), 0);
}

#[test]
fn redirects_in_a_circle_end() {
    let server = GithubServer::start(numbered(1));
    let here = vec![("location", format!("{}/repos/{NAME}/issues", server.url()))];
    server.fault_on("issues", 100, Fault::Status(301, here, String::new()));
    assert!(matches!(walk_all(&server), Err(Error::RedirectLoop { .. })));
    assert!(server.log().len() <= 7);
}

#[test]
fn a_server_below_a_path_works() {
    let server = GithubServer::start_below("/api/v3", numbered(250));
    assert_eq!(walk_all(&server).expect("walks").len(), 250);
    assert!(
        server
            .paths()
            .iter()
            .all(|path| path.starts_with("/api/v3/repos/")),
        "{:#?}",
        server.paths()
    );
}

#[test]
fn the_token_goes_along_and_is_never_shown() {
    let server = GithubServer::start(numbered(1));
    walk_all(&server).expect("walks");
    assert_eq!(
        server.log()[0].authorization.as_deref(),
        Some("Bearer ghp_testtoken")
    );
    assert!(!format!("{:?}", settings(&server)).contains("ghp_"));
    let anonymous = Client::new(&Settings {
        token: None,
        ..settings(&server)
    })
    .expect("set up");
    anonymous.issue(&path(), 1).expect("there");
    assert_eq!(server.log()[1].authorization, None);
}

#[test]
fn addresses_that_are_none_are_told() {
    let server = GithubServer::start(numbered(1));
    for bad in [
        "",
        "api.github.com",
        "ftp://h",
        "https://user:pass@h",
        "not an address",
    ] {
        let settings = Settings {
            api_url: bad.to_owned(),
            ..settings(&server)
        };
        assert!(
            matches!(Client::new(&settings), Err(Error::Setup(_))),
            "{bad}"
        );
    }
}
