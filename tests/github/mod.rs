//! Fetching, against a local server that answers and misbehaves as GitHub does.

mod cache;
mod closing;
mod decoding;
mod failures;
mod hosts;
mod limits;
mod walking;

use std::borrow::Cow;
use std::path::PathBuf;
use std::time::Duration;

use fixbook::github::{Client, Error, Filter, Issue, Patience, RepoPath, Settings, Timing, Walk};

use fixbook::name::RepoName;

use crate::support::github_server::{GithubServer, Repo, World, issue};

const NAME: &str = "example/project";

fn path() -> RepoPath {
    RepoPath::named(&RepoName::parse(NAME).expect("a name"))
}

/// A repository with `count` issues, one a second.
fn numbered(count: u64) -> World {
    let mut repo = Repo::new(7);
    for number in 1..=count {
        repo.add(issue(
            number,
            i64::try_from(number).expect("small"),
            &format!("issue {number}"),
            "text",
        ));
    }
    World::with(NAME, repo)
}

fn settings(server: &GithubServer) -> Settings {
    Settings {
        api_url: server.url(),
        token: Some("ghp_testtoken".to_owned()),
        cache: None,
        patience: Patience::Wait,
        timing: Timing {
            deadline: Duration::from_millis(600),
            backoff: Duration::from_millis(5),
            secondary: Duration::from_millis(40),
        },
        mask: |text| {
            if text.contains("hunter2") {
                Cow::Owned(text.replace("hunter2", "***"))
            } else {
                Cow::Borrowed(text)
            }
        },
    }
}

fn client(server: &GithubServer) -> Client {
    Client::new(&settings(server)).expect("set up")
}

fn cached_client(server: &GithubServer, cache: PathBuf) -> Client {
    Client::new(&Settings {
        cache: Some(cache),
        ..settings(server)
    })
    .expect("set up")
}

fn everything() -> Filter {
    Filter {
        state: "all".to_owned(),
        labels: Vec::new(),
    }
}

/// Numbers in the order they came.
fn read(walk: &mut Walk<'_, Issue>) -> Result<Vec<u64>, Error> {
    let mut numbers = Vec::new();
    while let Some(page) = walk.next_page()? {
        numbers.extend(page.items.iter().map(|issue| issue.number));
    }
    Ok(numbers)
}

fn walk_all(server: &GithubServer) -> Result<Vec<u64>, Error> {
    read(&mut client(server).issues(&path(), &everything(), None))
}
