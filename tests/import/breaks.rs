//! What breaks clients of GitHub, one by one: a whole import takes it, keeps the rest, and says what it left out.

use fixbook::github::{Client, Settings};
use fixbook::import;
use serde_json::json;

use super::{CONFIG, DAY, Kb, NAME, options, project};
use crate::support::github_server::{Fault, Links, Repo, World, comment, issue, status};

/// The evidence of an import into which nothing went wrong.
fn undisturbed() -> std::collections::BTreeMap<String, String> {
    let kb = Kb::new(project());
    kb.import();
    kb.content()
}

#[test]
fn whatever_goes_wrong_once_changes_nothing() {
    let expected = undisturbed();
    let faults = [
        Fault::Reset,
        Fault::Stall,
        Fault::Truncated,
        Fault::Silence,
        Fault::Closed,
        Fault::Body(b"<html>a proxy speaks</html>".to_vec()),
        status(500),
        status(502),
        status(503),
        status(504),
    ];
    for fault in faults {
        let kb = Kb::new(project());
        for part in [
            "/issues?",
            "/issues/comments?",
            "/timeline",
            "/pulls/77",
            "/releases",
        ] {
            kb.server.fault_on(part, 1, fault.clone());
        }
        kb.import();
        assert_eq!(kb.content(), expected, "{fault:?}");
    }
}

#[test]
fn limits_of_all_four_forms_are_waited_for() {
    let expected = undisturbed();
    let reset = (jiff::Timestamp::now().as_second() + 1).to_string();
    let spent = vec![
        ("x-ratelimit-remaining", "0".to_owned()),
        ("x-ratelimit-reset", reset),
    ];
    let named = vec![("retry-after", "1".to_owned())];
    for status in [403, 429] {
        for headers in [spent.clone(), named.clone(), Vec::new()] {
            let kb = Kb::new(project());
            let body = json!({"message": "You have exceeded a secondary rate limit."}).to_string();
            kb.server.fault_at(3, Fault::Status(status, headers, body));
            kb.import();
            assert_eq!(kb.content(), expected, "{status}");
        }
    }
}

#[test]
fn odd_items_cost_themselves_and_not_their_page() {
    let mut world = project();
    let repo = world.repo(NAME);
    let odd = |number: u64, change: &dyn Fn(&mut serde_json::Value)| {
        let mut issue = issue(
            number,
            6 * DAY,
            "odd",
            "```\nError: widget_exchange_failed\n```",
        );
        change(&mut issue);
        issue
    };
    // Readable all the same: a ghost, words nobody knew, a lone surrogate.
    repo.add(odd(200, &|issue| issue["user"] = json!(null)));
    repo.add(odd(201, &|issue| {
        issue["state_reason"] = json!("a_new_reason");
    }));
    repo.add(odd(202, &|issue| {
        issue["author_association"] = json!("A_NEW_WORD");
    }));
    repo.add(odd(203, &|issue| {
        issue["active_lock_reason"] = json!("too heated");
    }));
    repo.add(odd(204, &|issue| {
        issue["title"] = json!("lone SURROGATE here");
    }));
    // Not readable.
    repo.add(odd(205, &|issue| issue["created_at"] = json!("yesterday")));
    let kb = Kb::new(world);
    kb.server.rewrite("SURROGATE", r"\ud83d");
    let summary = kb.import();
    for number in 200..=204 {
        assert!(kb.evidence(number).is_some(), "{number}");
    }
    assert!(!kb.evidence(200).expect("filed").contains("author"));
    assert!(
        kb.evidence(201)
            .expect("filed")
            .contains("state_reason: a_new_reason\n")
    );
    assert!(
        kb.evidence(204)
            .expect("filed")
            .contains("lone \u{fffd} here")
    );
    assert_eq!(kb.evidence(205), None);
    let left_out: Vec<&str> = summary
        .quarantined
        .iter()
        .map(|item| item.name.as_str())
        .collect();
    assert_eq!(left_out, ["#205"]);
    assert!(kb.evidence(3).is_some(), "the rest of the page is there");
}

#[test]
fn a_comment_that_cannot_be_read_is_told_and_not_taken_for_deleted() {
    let kb = Kb::new(project());
    kb.import();
    let before = kb.evidence(3).expect("filed");
    kb.server.change(|world| {
        let repo = world.repo(NAME);
        repo.comments.get_mut(&9001).expect("there")["created_at"] = json!("long ago");
        repo.touch(3, 30 * DAY);
    });
    let summary = kb.import();
    assert!(before.contains("issuecomment-9001"));
    assert!(!kb.evidence(3).expect("filed").contains("gone"));
    assert!(
        summary
            .quarantined
            .iter()
            .any(|item| item.name == "id 9001"),
        "{:?}",
        summary.quarantined
    );
}

#[test]
fn changes_during_the_walk_lose_nothing() {
    for links in [Links::Pages, Links::Cursors] {
        let mut repo = Repo::new(7);
        for number in 1..=340 {
            let at = i64::try_from(number).expect("small");
            let mut thread = issue(number, at, "Mend it", "A change.");
            if number % 20 == 1 {
                thread["body"] = json!("```\nError: widget_exchange_failed\n```");
            } else {
                thread["pull_request"] = json!({"merged_at": null});
            }
            repo.add(thread);
        }
        let world = World {
            links,
            ..World::with(NAME, repo)
        };
        let kb = Kb::new(world);
        // An old issue moves to the end while its page is read, which shifts what comes after it.
        kb.server
            .before(2, |world| world.repo(NAME).touch(41, 1000));
        kb.server
            .before(3, |world| world.repo(NAME).touch(141, 1001));
        kb.import();
        for number in (1..=340).filter(|number| number % 20 == 1) {
            assert!(kb.evidence(number).is_some(), "{number}, {links:?}");
        }
    }
}

#[test]
fn a_repository_that_cannot_be_read_does_not_stop_the_others() {
    let faults = [
        (status(401), "token"),
        (status(404), "404"),
        (status(410), "410"),
        (status(451), "451"),
        (status(503), "503"),
        (
            Fault::Status(
                403,
                vec![("x-ratelimit-remaining", "4000".to_owned())],
                json!({"message": "Resource not accessible by integration"}).to_string(),
            ),
            "not accessible",
        ),
    ];
    for (fault, told) in faults {
        let kb = Kb::new(project());
        let other = "  - {repo: other/broken, tool: widgets}\n";
        kb.site.write(
            "fixbook.yaml",
            CONFIG.replace("import:\n", &format!("import:\n{other}")),
        );
        kb.server.fault_on("other/broken", 1000, fault);
        let summary = kb.import();
        let broken = &summary.repositories[0];
        assert!(
            broken
                .error
                .as_ref()
                .is_some_and(|error| error.contains(told)),
            "{broken:?}"
        );
        assert!(summary.has_failures());
        assert!(kb.evidence(1).is_some());
        let asked = kb
            .server
            .paths()
            .iter()
            .filter(|path| path.contains("other/broken"))
            .count();
        assert!(asked <= 5, "{asked} requests for {told}");
    }
}

#[test]
fn a_repository_that_cannot_be_read_is_told_by_status_2() {
    let kb = Kb::new(project());
    let other = "  - {repo: other/missing, tool: widgets}\n";
    kb.site.write(
        "fixbook.yaml",
        CONFIG.replace("import:\n", &format!("import:\n{other}")),
    );
    let run = kb.run(&["import"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stdout.contains("other/missing: 0 threads read\n  not imported: GitHub knows nothing at `/repos/other/missing` (404)\n"), "{}", run.stdout);
    assert!(kb.evidence(1).is_some());
}

#[test]
fn what_cannot_be_read_of_one_thread_is_read_by_the_next_run() {
    let expected = undisturbed();
    for part in ["/timeline", "/issues/1/comments", "/releases"] {
        let kb = Kb::new(project());
        kb.server.fault_on("/issues/comments?", 5, status(502));
        kb.server.fault_on(part, 1000, status(502));
        let summary = kb.import();
        assert_eq!(
            summary.quarantined.len(),
            1,
            "{part}: {:?}",
            summary.quarantined
        );
        assert!(!summary.has_failures(), "the rest is imported");
        assert!(kb.evidence(3).is_some());
        kb.server.mend();
        kb.import();
        assert_eq!(kb.content(), expected, "{part}");
    }
}

#[test]
fn threads_that_all_fail_end_their_repository_soon() {
    let mut world = project();
    for number in 2..=4 {
        world
            .repo(NAME)
            .say(comment(9100 + number, number, 22 * DAY, "a", "b"));
    }
    let kb = Kb::new(world);
    kb.server.fault_on("/comments?", 1000, status(502));
    let summary = kb.import();
    assert!(summary.has_failures());
    assert!(kb.server.log().len() <= 30, "{:#?}", kb.server.paths());
}

#[test]
fn nothing_is_remembered_of_a_broken_answer() {
    let expected = undisturbed();
    let kb = Kb::new(project());
    kb.server.fault_on("/issues/comments?", 1, Fault::Reset);
    kb.server.fault_on("/timeline", 1, Fault::Truncated);
    kb.import();
    // Asking for everything again with what was remembered gives the same.
    for path in kb
        .content()
        .into_keys()
        .filter(|path| path.starts_with("evidence/"))
    {
        kb.site.remove(&format!("content/{path}"));
    }
    let summary = kb.import();
    assert!(summary.not_modified > 0);
    assert_eq!(kb.content(), expected);
}

#[test]
fn a_poisoned_cache_is_asked_for_again() {
    let expected = undisturbed();
    let kb = Kb::new(project());
    kb.import();
    for file in std::fs::read_dir(kb.site.root().join(".fixbook/github"))
        .expect("a folder")
        .flatten()
    {
        let bytes = std::fs::read(file.path()).expect("a file");
        std::fs::write(file.path(), &bytes[..bytes.len() / 2]).expect("cut");
    }
    for path in kb
        .content()
        .into_keys()
        .filter(|path| path.starts_with("evidence/"))
    {
        kb.site.remove(&format!("content/{path}"));
    }
    kb.import();
    assert_eq!(kb.content(), expected);
}

#[test]
fn cursors_of_nonsense_begin_a_new_walk() {
    let expected = undisturbed();
    for cursor in [
        "",
        "[",
        "repository: 7\n",
        "repository: 7\nextractor: 1\nfilter: 'all [] since the beginning'\nupdated_at: -009999-01-02T01:59:59Z\nid: 1\n",
    ] {
        let kb = Kb::new(project());
        kb.import();
        kb.site.write(
            &format!("content/evidence/github/{NAME}/cursor.yaml"),
            cursor,
        );
        kb.site
            .remove(&format!("content/evidence/github/{NAME}/2.yaml"));
        kb.import();
        assert_eq!(kb.content(), expected, "{cursor}");
    }
}

#[test]
fn a_server_below_a_path_is_imported_from() {
    let kb = Kb::new(project());
    let enterprise = crate::support::github_server::GithubServer::start_below("/api/v3", project());
    let settings = Settings {
        api_url: enterprise.url(),
        ..kb.settings()
    };
    import::run(
        &kb.site.root(),
        &Client::new(&settings).expect("set up"),
        &options(),
    )
    .expect("imports");
    assert_eq!(kb.content(), undisturbed());
}
