use super::{NAME, client, everything, numbered, path, read, walk_all};
use crate::support::github_server::{GithubServer, Links, Repo, World, comment, issue, status};

fn sorted(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[test]
fn every_issue_comes_once_over_page_links() {
    let server = GithubServer::start(numbered(340));
    assert_eq!(
        walk_all(&server).expect("walks"),
        (1..=340).collect::<Vec<_>>()
    );
    assert!(server.log().len() <= 5, "{:#?}", server.paths());
}

#[test]
fn every_issue_comes_once_over_cursor_links() {
    let mut world = numbered(340);
    world.links = Links::Cursors;
    let server = GithubServer::start(world);
    assert_eq!(
        walk_all(&server).expect("walks"),
        (1..=340).collect::<Vec<_>>()
    );
    assert!(
        server.paths().iter().all(|path| !path.contains("&page=")),
        "{:#?}",
        server.paths()
    );
}

#[test]
fn an_update_between_pages_skips_nothing() {
    for links in [Links::Pages, Links::Cursors] {
        let mut world = numbered(340);
        world.links = links;
        let server = GithubServer::start(world);
        server.before(1, |world| world.repo(NAME).touch(41, 1000));
        server.before(2, |world| world.repo(NAME).touch(150, 1001));
        let numbers = walk_all(&server).expect("walks");
        assert_eq!(
            sorted(numbers.clone()),
            (1..=340).collect::<Vec<_>>(),
            "{links:?}"
        );
        assert_eq!(
            numbers.iter().filter(|n| **n == 41).count(),
            2,
            "its new state comes too"
        );
    }
}

#[test]
fn a_thousand_issues_of_one_second_all_come() {
    let mut repo = Repo::new(7);
    (1..=450).for_each(|number| repo.add(issue(number, 5, "moved here in bulk", "")));
    (451..=600).for_each(|number| repo.add(issue(number, 6, "later", "")));
    let server = GithubServer::start(World::with(NAME, repo));
    assert_eq!(sorted(walk_all(&server).expect("walks")).len(), 600);
}

#[test]
fn a_change_during_the_last_page_is_seen_by_the_closing_question() {
    let server = GithubServer::start(numbered(150));
    server.before(2, |world| world.repo(NAME).touch(3, 151));
    let numbers = walk_all(&server).expect("walks");
    assert_eq!(numbers.last(), Some(&3));
}

#[test]
fn one_request_is_enough_where_nothing_changed() {
    let server = GithubServer::start(numbered(50));
    let since = "2026-01-01T00:00:50Z".parse().ok();
    let numbers = read(&mut client(&server).issues(&path(), &everything(), since)).expect("walks");
    assert_eq!((numbers, server.log().len()), (vec![50], 1));
}

#[test]
fn state_and_labels_reach_the_server() {
    let mut world = numbered(3);
    world.repo(NAME).issues.get_mut(&2).expect("there")["labels"] =
        serde_json::json!([{"name": "good first"}]);
    let server = GithubServer::start(world);
    let filter = fixbook::github::Filter {
        state: "open".to_owned(),
        labels: vec!["good first".to_owned()],
    };
    assert_eq!(
        read(&mut client(&server).issues(&path(), &filter, None)).expect("walks"),
        [2]
    );
}

#[test]
fn comments_come_by_repository_and_by_thread() {
    let mut world = numbered(3);
    for id in 1..=250 {
        world.repo(NAME).say(comment(
            id,
            id % 3 + 1,
            100 + i64::try_from(id).expect("small"),
            "a",
            "b",
        ));
    }
    let server = GithubServer::start(world);
    let client = client(&server);
    let mut walk = client.comments(&path(), None);
    let mut ids = Vec::new();
    while let Some(page) = walk.next_page().expect("walks") {
        ids.extend(
            page.items
                .iter()
                .map(|comment| (comment.id, comment.thread().expect("a number"))),
        );
    }
    assert_eq!(ids.len(), 250);
    assert_eq!(ids[0], (1, 2));
    let own = client.comments_of(&path(), 2).expect("listed");
    assert_eq!(own.items.len(), 84);
}

#[test]
fn pages_that_fail_again_and_again_are_halved() {
    let server = GithubServer::start(numbered(120));
    server.fault_on("per_page=100", 1000, status(502));
    assert_eq!(
        sorted(walk_all(&server).expect("walks")),
        (1..=120).collect::<Vec<_>>()
    );
    assert!(
        server
            .paths()
            .iter()
            .any(|path| path.contains("per_page=50"))
    );
}

#[test]
fn halving_in_the_middle_of_counted_pages_skips_nothing() {
    let mut repo = Repo::new(7);
    (1..=450).for_each(|number| repo.add(issue(number, 5, "of one second", "")));
    let server = GithubServer::start(World::with(NAME, repo));
    server.fault_on("page=3", 2, status(504));
    assert_eq!(sorted(walk_all(&server).expect("walks")).len(), 450);
}
