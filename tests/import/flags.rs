//! What the flags of `import` promise, and its exit status.

use std::process::Stdio;
use std::time::{Duration, Instant};

use fixbook::import::{Options, Writing};
use serde_json::json;

use super::{CONFIG, DAY, Kb, NAME, TOKEN, options, project};
use crate::support::github_server::{Fault, Repo, issue};
use crate::support::site::tree;

fn limited() -> Fault {
    let body = json!({"message": "API rate limit exceeded for user ID 1."}).to_string();
    Fault::Status(403, vec![("retry-after", "2".to_owned())], body)
}

#[test]
fn a_dry_run_tells_all_that_a_run_would_do_and_writes_nothing() {
    let kb = Kb::new(project());
    let before = tree(&kb.site.root());
    let dry = kb.run(&["import", "--drafts", "--dry-run", "--format", "json"]);
    assert_eq!(dry.status, 0, "{}", dry.stderr);
    assert_eq!(tree(&kb.site.root()), before);
    let real = kb.run(&["import", "--drafts", "--format", "json"]);
    let without_costs = |text: &str| {
        let mut told: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let costs = ["requests", "not_modified", "rate_remaining", "rate_limit"];
        told.as_object_mut()
            .expect("an object")
            .retain(|key, _| !costs.contains(&key.as_str()));
        told
    };
    assert_eq!(without_costs(&dry.stdout), without_costs(&real.stdout));
}

#[test]
fn a_dry_run_over_an_import_changes_nothing_either() {
    let kb = Kb::new(project());
    kb.import();
    kb.server
        .change(|world| world.repo(NAME).touch(2, 40 * DAY));
    let before = tree(&kb.site.root());
    kb.import_with(&Options {
        writing: Writing::Nothing,
        today: jiff::civil::date(2026, 3, 2),
        ..options()
    });
    let mut after = tree(&kb.site.root());
    // The client of this test remembers answers; the one of `--dry-run` does not.
    after.retain(|path, _| !path.starts_with(".fixbook/"));
    assert!(
        after
            .iter()
            .all(|(path, bytes)| before.get(path) == Some(bytes))
    );
}

#[test]
fn a_limit_takes_the_next_threads_in_every_run_also_within_one_minute() {
    let kb = Kb::new(project());
    kb.server.change(|world| {
        let repo = world.repo(NAME);
        repo.issues.clear();
        repo.comments.clear();
        (1..=7).for_each(|number| {
            repo.add(issue(
                number,
                i64::try_from(number).expect("small") / 3,
                "x",
                "```\nError: widget_exchange_failed\n```",
            ));
        });
    });
    let some = Options {
        limit: Some(2),
        ..options()
    };
    for filed in [2, 4, 6, 7, 7] {
        kb.import_with(&some);
        let numbers: Vec<u64> = (1..=7)
            .filter(|number| kb.evidence(*number).is_some())
            .collect();
        assert_eq!(numbers, (1..=filed).collect::<Vec<u64>>());
    }
}

#[test]
fn since_looks_back_as_far_as_asked_and_no_further() {
    let kb = Kb::new(project());
    kb.import();
    kb.site
        .remove(&format!("content/evidence/github/{NAME}/2.yaml"));
    kb.site
        .remove(&format!("content/evidence/github/{NAME}/3.yaml"));
    let cursor = kb.content()[&format!("evidence/github/{NAME}/cursor.yaml")].clone();
    kb.import_with(&Options {
        since: Some(jiff::civil::date(2026, 1, 4)),
        ..options()
    });
    assert!(
        kb.evidence(3).is_some() && kb.evidence(2).is_some(),
        "2 is cited by the draft"
    );
    assert!(
        kb.server
            .paths()
            .iter()
            .any(|path| path.contains("since=2026-01-04T00:00:00Z"))
    );
    assert_eq!(
        kb.content()[&format!("evidence/github/{NAME}/cursor.yaml")],
        cursor
    );
}

#[test]
fn repo_imports_one_and_refuses_what_is_not_configured() {
    let kb = Kb::new(project());
    kb.site.write(
        "fixbook.yaml",
        CONFIG.replace(
            "import:\n",
            "import:\n  - {repo: other/place, tool: widgets}\n",
        ),
    );
    let run = kb.run(&["import", "--repo", NAME]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        !kb.server
            .paths()
            .iter()
            .any(|path| path.contains("other/place"))
    );
    let run = kb.run(&["import", "--repo", "some/where"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("fixbook.yaml imports no repository `some/where`; add it under `import:`"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_inbox_lists_the_largest_first_and_asks_nothing() {
    let kb = Kb::new(project());
    kb.server.change(|world| {
        let body = "```\nError: EFLANGE the flange is bent\n```";
        (300..303).for_each(|number| world.repo(NAME).add(issue(number, 30 * DAY, "bent", body)));
    });
    kb.run(&["import"]);
    let asked = kb.server.log().len();
    let run = kb.run(&["import", "--inbox"]);
    assert_eq!(
        run.stdout,
        "Error: EFLANGE the flange is bent\n  3 reporters, 0 reactions: example/project#300, example/project#301, example/project#302\n\
         Error: ESPROCKET could not load the sprocket manifest\n  2 reporters, 0 reactions: example/project#2, example/project#3\n\n\
         2 errors; `fixbook import --drafts` drafts those worth one, such as example/project#300\n"
    );
    assert_eq!(kb.server.log().len(), asked);
    let json: serde_json::Value =
        serde_json::from_str(&kb.run(&["import", "--inbox", "--format", "json"]).stdout)
            .expect("JSON");
    assert_eq!(json["version"], 1);
    assert_eq!(json["waiting"][0]["reporters"], 3);
}

#[test]
fn no_wait_stops_with_status_3_and_the_next_run_goes_on() {
    let kb = Kb::new(project());
    kb.server.fault_at(2, limited());
    let run = kb.run(&["import", "--no-wait"]);
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(
        run.stdout
            .contains("stopped by GitHub's rate limit; everything so far is kept, go on after "),
        "{}",
        run.stdout
    );
    assert_eq!(kb.run(&["import", "--no-wait"]).status, 0);
    assert!(kb.evidence(1).is_some());
}

#[test]
fn max_wait_waits_so_long_and_no_longer() {
    let kb = Kb::new(project());
    kb.server.fault_at(2, limited());
    assert_eq!(kb.run(&["import", "--max-wait", "1s"]).status, 3);
    let kb = Kb::new(project());
    kb.server.fault_at(2, limited());
    let begin = Instant::now();
    let run = kb.run(&["import", "--max-wait", "1m"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(begin.elapsed() >= Duration::from_secs(2));
    assert!(
        run.stderr.contains("GitHub's rate limit: waiting until "),
        "{}",
        run.stderr
    );
}

#[test]
fn the_report_and_the_json_say_what_was_done_and_what_it_cost() {
    let kb = Kb::new(project());
    let run = kb.run(&[
        "import",
        "--drafts",
        "--report",
        "report.md",
        "--format",
        "json",
    ]);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(told["version"], 1);
    for (key, value) in [
        ("fetched", 144),
        ("written", 3),
        ("matched", 3),
        ("skipped", 141),
        ("rate_limit", 5000),
    ] {
        assert_eq!(told[key], value, "{key}");
    }
    assert_eq!(told["requests"], kb.server.log().len());
    let report = std::fs::read_to_string(kb.site.root().join("report.md")).expect("written");
    for part in [
        "144 threads read, 3 evidence files written, 3 threads newly matched, 1 drafts",
        "\n## What changed for entries\n\n- `widgets/exchange-failed`: `new report` (`example/project#1`)\n",
        "\n## New drafts\n\n- `widgets/error-esprocket-could-not-load-the-sprocket-manifest`: read it, check every line, remove `state: draft`\n",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }
}

#[test]
fn every_keeps_running_also_when_a_round_fails() {
    let kb = Kb::new(project());
    let url = kb.server.url();
    let environment = [("GITHUB_API_URL", url.as_str()), ("GITHUB_TOKEN", TOKEN)];
    let mut child = kb
        .site
        .command(&["import", "--every", "1s"], &environment)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let wait = |what: &dyn Fn() -> bool| {
        let begin = Instant::now();
        while !what() {
            assert!(
                begin.elapsed() < Duration::from_secs(30),
                "it does not come"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait(&|| {
        kb.evidence(1).is_some()
            && kb
                .content()
                .contains_key(&format!("evidence/github/{NAME}/cursor.yaml"))
    });
    let config = std::fs::read_to_string(kb.site.root().join("fixbook.yaml")).expect("there");
    // A writer saves half a file.
    kb.site.write("fixbook.yaml", "title: [");
    std::thread::sleep(Duration::from_millis(2500));
    assert!(child.try_wait().expect("a child").is_none(), "it runs on");
    kb.server.change(|world| {
        world.repo(NAME).add(issue(
            400,
            60 * DAY,
            "late",
            "```\nError: widget_exchange_failed\n```",
        ));
    });
    kb.site.write("fixbook.yaml", config);
    wait(&|| kb.evidence(400).is_some());
    child.kill().expect("killed");
    child.wait().expect("gone");
}

#[test]
fn without_a_repository_there_is_nothing_to_do() {
    let kb = Kb::new(project());
    kb.site.write(
        "fixbook.yaml",
        "title: Errors\nbase_url: https://example.org/\n",
    );
    let run = kb.run(&["import"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(kb.server.log().len(), 0);
}

#[test]
fn repositories_share_no_state_so_that_jobs_can_import_them_side_by_side() {
    let mut world = project();
    let mut other = Repo::new(8);
    other.add(issue(
        1,
        DAY,
        "x",
        "```\nError: widget_exchange_failed\n```",
    ));
    world.repos.insert("other/place".to_owned(), other);
    let both = format!("{CONFIG}  - {{repo: other/place, tool: widgets}}\n");
    let kb = Kb::new(world);
    kb.site.write("fixbook.yaml", &both);
    for repo in ["other/place", NAME] {
        assert_eq!(kb.run(&["import", "--repo", repo]).status, 0);
    }
    let apart = kb.content();
    let mut world = project();
    let mut other = Repo::new(8);
    other.add(issue(
        1,
        DAY,
        "x",
        "```\nError: widget_exchange_failed\n```",
    ));
    world.repos.insert("other/place".to_owned(), other);
    let kb = Kb::new(world);
    kb.site.write("fixbook.yaml", &both);
    assert_eq!(kb.run(&["import"]).status, 0);
    assert_eq!(kb.content(), apart);
}
