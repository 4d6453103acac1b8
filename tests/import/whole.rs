use super::{Kb, NAME, project};

const FIXED: &str = "\
issue: example/project#1
url: https://github.com/example/project/issues/1
title: Exchange fails after sign-in
kind: issue
state: closed
state_reason: completed
author: user-1
association: NONE
opened: 2026-01-02
closed: 2026-01-20
updated: 2026-01-20
reactions: {\"+1\": 4}
errors:
  - text: 'Error: widget_exchange_failed'
    where: body
environment: {version: widgets 2.1.3}
fixes:
  - url: https://github.com/example/project/issues/1#issuecomment-9003
    date: 2026-01-20
    author: maintainer
    association: MEMBER
    kind: answer
    excerpt: 'Please upgrade the exchange to 2.2.0: older widgets are accepted there again.'
closed_by: {pull_request: example/project#77, release: v2.2.0, date: 2026-01-20}
entries:
  - {entry: widgets/exchange-failed, score: 0.97}
";

#[test]
fn a_thread_becomes_evidence_with_what_closed_it_and_where_it_belongs() {
    let kb = Kb::new(project());
    kb.import();
    assert_eq!(kb.evidence(1).expect("filed"), FIXED);
}

#[test]
fn wishes_and_pull_requests_get_no_file() {
    let kb = Kb::new(project());
    let summary = kb.import();
    let filed: Vec<String> = kb
        .content()
        .into_keys()
        .filter(|path| path.starts_with("evidence/"))
        .collect();
    let expected = ["1.yaml", "2.yaml", "3.yaml", "cursor.yaml"];
    assert_eq!(
        filed,
        expected.map(|name| format!("evidence/github/{NAME}/{name}"))
    );
    assert_eq!(
        (summary.fetched, summary.written, summary.skipped),
        (144, 3, 141)
    );
}

#[test]
fn the_same_import_again_changes_nothing_and_asks_little() {
    let kb = Kb::new(project());
    kb.import();
    let (before, asked) = (kb.content(), kb.server.log().len());
    let summary = kb.import();
    assert_eq!(kb.content(), before);
    assert_eq!(summary.written, 0);
    assert!(summary.changes.is_empty() && summary.drafted.is_empty());
    // The repository, what changed since, its comments, and the thread within the overlap.
    assert!(
        kb.asked_since(asked).len() <= 4,
        "{:#?}",
        kb.asked_since(asked)
    );
}

#[test]
fn requests_grow_with_pages_and_not_with_threads() {
    let kb = Kb::new(project());
    kb.import();
    let paths = kb.server.paths();
    let own = paths
        .iter()
        .filter(|path| path.contains("/issues/1/comments") || path.contains("/issues/3/comments"));
    assert_eq!(own.count(), 0, "{paths:#?}");
    let timelines: Vec<&String> = paths
        .iter()
        .filter(|path| path.contains("/timeline"))
        .collect();
    assert_eq!(
        timelines.len(),
        1,
        "only of the closed thread that an entry shows: {timelines:#?}"
    );
    assert!(paths.len() <= 10, "{paths:#?}");
}

#[test]
fn the_evidence_that_an_import_writes_passes_check() {
    let kb = Kb::new(project());
    kb.import();
    let run = kb.run(&["check", "--format", "short"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert!(!run.stdout.contains("evidence/"), "{}", run.stdout);
}
