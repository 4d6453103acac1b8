//! `fixbook new --from`: one thread becomes a draft, or it is said why not.

use super::drafts::{DRAFT, drafts, report};
use super::{CONFIG, Kb, NAME, project};
use crate::support::github_server::Repo;

#[test]
fn one_thread_becomes_a_draft_with_its_evidence() {
    let kb = Kb::new(project());
    let run = kb.run(&["new", "--from", "example/project#3"]);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (0, format!("content/{DRAFT}\n").as_str()),
        "{}",
        run.stderr
    );
    let draft = &kb.content()[DRAFT];
    assert!(
        draft.contains("confirmed by 1") && draft.contains("  project-3: example/project#3\n"),
        "{draft}"
    );
    assert!(
        kb.evidence(3)
            .expect("filed")
            .contains("entry: widgets/error-esprocket")
    );
    assert_eq!(kb.run(&["check", "--format", "short"]).status, 0);
    // Asked again, it says where it is; and the import does not draft it again.
    let again = kb.run(&[
        "new",
        "--from",
        "https://github.com/example/project/issues/3",
    ]);
    assert_eq!(again.status, 2);
    assert!(
        again
            .stderr
            .contains("belongs to an entry already: widgets/error-esprocket"),
        "{}",
        again.stderr
    );
    assert_eq!(kb.import().drafted, [] as [String; 0]);
}

#[test]
fn a_thread_that_gives_no_draft_says_why() {
    let kb = Kb::new(project());
    kb.site.write(
        "fixbook.yaml",
        format!("{CONFIG}ignore: [example/project#2]\n"),
    );
    kb.server.change(|world| {
        world.repo(NAME).gone.insert(6, (410, None));
        let mut other = Repo::new(8);
        report(
            &mut other,
            1,
            &["Error: something odd happened in the far place"],
        );
        world.repos.insert("other/place".to_owned(), other);
    });
    for (arguments, told) in [
        (
            &["example/project#1"][..],
            "error: `example/project#1` belongs to an entry already: widgets/exchange-failed\n",
        ),
        (
            &["example/project#2"],
            "error: fixbook.yaml lists `example/project#2` under `ignore:`\n",
        ),
        (
            &["example/project#4"],
            "error: `example/project#4` is not there, or is a pull request, or reports no error",
        ),
        (
            &["example/project#6"],
            "error: `example/project#6` is not there, or",
        ),
        (
            &["example/project#20"],
            "error: `example/project#20` is not there, or is a pull request",
        ),
        (
            &["nobody/nothing#1"],
            "error: fixbook.yaml does not say which tool the errors of `nobody/nothing` belong to; say it: `fixbook new <tool> --from nobody/nothing#1`\n",
        ),
        (
            &["nobody/nothing#1", "widgets"],
            "error: GitHub knows no repository `nobody/nothing`",
        ),
        (
            &["other/place#1", "wigdets"],
            "error: content/tools.yaml has no tool `wigdets`; did you mean `widgets`?\n",
        ),
        (
            &["half a name"],
            "expected a thread such as `anthropics/claude-code#123`",
        ),
    ] {
        let run = kb.run(&[&["new", "--from"], arguments].concat());
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(drafts(&kb), [] as [String; 0]);
    let run = kb.run(&["new", "widgets", "--from", "other/place#1"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(drafts(&kb).len(), 1);
}
