//! What changed in threads that a page cites, after the page was updated: a banner, a finding, a section of the report.

use fixbook::import::report;
use serde_json::json;

use super::{DAY, Kb, NAME, options, project};
use crate::support::github_server::comment;

/// A knowledge base whose entry was updated after all that the world says so far, and cites thread 3 and one comment of it.
fn watched() -> Kb {
    let kb = Kb::new(project());
    kb.entry(
        "exchange-failed",
        "widget_exchange_failed",
        "  report: {issue: 'example/project#3', comment: '9001'}\n",
    );
    let path = kb
        .site
        .root()
        .join("content/errors/widgets/exchange-failed.yaml");
    let text = std::fs::read_to_string(&path)
        .expect("there")
        .replace("updated: 2026-01-01", "updated: 2026-02-01");
    std::fs::write(path, text).expect("written");
    kb.import();
    assert_eq!(
        said(&kb),
        ([0, 0], Vec::<String>::new()),
        "nothing changed yet"
    );
    kb
}

/// Whether the page has the banner, how many findings there are, and what they say.
fn said(kb: &Kb) -> ([usize; 2], Vec<String>) {
    let run = kb.run(&["check", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let findings: Vec<String> = told["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["code"] == "evidence-changed")
        .map(|finding| finding["message"].as_str().expect("text").to_owned())
        .collect();
    let pages = kb.site.build(&[]);
    let page = String::from_utf8_lossy(&pages["widgets/exchange-failed/index.html"]).into_owned();
    let banner = usize::from(page.contains("The evidence changed after this page was written"));
    assert!(
        findings
            .iter()
            .all(|finding| page.contains(finding.as_str())),
        "the banner says {findings:?}"
    );
    ([banner, findings.len()], findings)
}

fn close(world: &mut crate::support::github_server::World) {
    let issue = world.repo(NAME).issues.get_mut(&3).expect("there");
    issue["state"] = json!("closed");
    issue["state_reason"] = json!("completed");
    issue["closed_at"] = json!("2026-02-10T00:00:00Z");
    world.repo(NAME).touch(3, 40 * DAY);
}

#[test]
fn a_thread_that_was_closed_is_news() {
    let kb = watched();
    kb.server.change(close);
    let told = report(&kb.import());
    assert!(told.contains("- `widgets/error-esprocket-could-not-load-the-sprocket-manifest`, `widgets/exchange-failed`: `closed` (`example/project#3`)\n") || told.contains("`widgets/exchange-failed`: `closed` (`example/project#3`)\n"), "{told}");
    assert_eq!(
        said(&kb),
        (
            [1, 1],
            vec!["example/project#3 was closed (completed) on 2026-02-10".to_owned()]
        )
    );
}

#[test]
fn a_fix_in_a_release_is_news() {
    let kb = watched();
    kb.server.change(|world| {
        close(world);
        let repo = world.repo(NAME);
        repo.timelines.insert(3, vec![json!({"event": "closed", "created_at": "2026-02-10T00:00:00Z", "commit_id": "abcdef0123"})]);
        repo.commit_pulls.insert("abcdef0123".to_owned(), vec![json!({"number": 78, "html_url": "https://github.com/example/project/pull/78",
            "merged_at": "2026-02-10T00:00:00Z", "merge_commit_sha": "abcdef0123"})]);
        repo.releases.insert(0, json!({"tag_name": "v2.3.0", "published_at": "2026-02-11T00:00:00Z", "body": "- #78"}));
    });
    let told = report(&kb.import());
    assert!(
        told.contains("`fixed in v2.3.0` (`example/project#3`)\n"),
        "{told}"
    );
    assert_eq!(
        said(&kb),
        (
            [1, 1],
            vec!["example/project#3 was fixed in v2.3.0 on 2026-02-10".to_owned()]
        )
    );
}

#[test]
fn an_answer_of_a_maintainer_is_news() {
    let kb = watched();
    kb.server.change(|world| {
        let mut answer = comment(
            9500,
            3,
            41 * DAY,
            "maintainer",
            "Please upgrade to 2.4, the manifest is read again there.",
        );
        answer["author_association"] = json!("OWNER");
        world.repo(NAME).say(answer);
    });
    let told = report(&kb.import());
    assert!(
        told.contains("`a maintainer answered` (`example/project#3`)\n"),
        "{told}"
    );
    assert_eq!(
        said(&kb),
        (
            [1, 1],
            vec!["a maintainer answered in example/project#3 on 2026-02-11".to_owned()]
        )
    );
}

#[test]
fn a_cited_comment_that_is_gone_is_news() {
    let kb = watched();
    kb.server.change(|world| {
        let repo = world.repo(NAME);
        repo.comments.remove(&9001);
        repo.issues.get_mut(&3).expect("there")["comments"] = json!(1);
        repo.touch(3, 42 * DAY);
    });
    let told = report(&kb.import());
    assert!(
        told.contains("`a comment that helped was deleted` (`example/project#3`)\n"),
        "{told}"
    );
    assert_eq!(
        said(&kb),
        (
            [1, 1],
            vec!["the cited comment in example/project#3 was deleted".to_owned()]
        )
    );
}

#[test]
fn a_cited_comment_that_was_no_fix_is_watched_too() {
    let kb = Kb::new(project());
    kb.server.change(|world| {
        world.repo(NAME).say(comment(
            9600,
            3,
            22 * DAY,
            "somebody",
            "Which colour is the sprocket?",
        ));
    });
    kb.entry("exchange-failed", "widget_exchange_failed", "  report: {issue: 'example/project#3', comment: 'https://github.com/example/project/issues/3#issuecomment-9600'}\n");
    kb.import();
    assert!(!kb.evidence(3).expect("filed").contains("9600"));
    kb.server.change(|world| {
        let repo = world.repo(NAME);
        repo.comments.remove(&9600);
        repo.issues.get_mut(&3).expect("there")["comments"] = json!(2);
        repo.touch(3, 42 * DAY);
    });
    kb.import();
    assert_eq!(
        said(&kb),
        (
            [1, 1],
            vec!["the cited comment in example/project#3 was deleted".to_owned()]
        )
    );
}

#[test]
fn a_thread_that_is_gone_or_moved_is_news() {
    let kb = watched();
    kb.server.change(|world| {
        let repo = world.repo(NAME);
        repo.issues.remove(&3);
        repo.gone.insert(3, (410, None));
    });
    let mut told = String::new();
    // Thread 3 has its turn on the tenth; the day after tells nothing new.
    for day in 10..=11 {
        told.push_str(&report(
            &fixbook::import::run(
                &kb.site.root(),
                &kb.client(),
                &fixbook::import::Options {
                    today: jiff::civil::date(2026, 4, day),
                    ..options()
                },
            )
            .expect("imports"),
        ));
    }
    assert_eq!(
        told.matches("`deleted` (`example/project#3`)\n").count(),
        1,
        "told once"
    );
    assert_eq!(
        said(&kb),
        ([1, 1], vec!["example/project#3 was deleted".to_owned()])
    );
}

#[test]
fn what_a_person_has_seen_is_no_news() {
    let kb = watched();
    kb.server.change(close);
    kb.import();
    let path = kb
        .site
        .root()
        .join("content/errors/widgets/exchange-failed.yaml");
    let text = std::fs::read_to_string(&path)
        .expect("there")
        .replace("updated: 2026-02-01", "updated: 2026-02-12");
    std::fs::write(path, text).expect("written");
    assert_eq!(said(&kb), ([0, 0], Vec::new()));
}
