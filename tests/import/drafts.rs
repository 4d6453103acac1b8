//! Errors without an entry become drafts: complete with what is known, never twice, never over a person's file.

use fixbook::import::{Drafts, Options};
use serde_json::json;

use super::{CONFIG, DAY, Kb, NAME, options, project};
use crate::support::github_server::{Repo, comment, issue};

pub(super) const DRAFT: &str =
    "errors/widgets/error-esprocket-could-not-load-the-sprocket-manifest.yaml";

pub(super) fn drafts(kb: &Kb) -> Vec<String> {
    let mut content = kb.content();
    content.retain(|path, text| path.starts_with("errors/") && text.contains("\nstate: draft\n"));
    content.into_keys().collect()
}

/// Adds reports of one error by different people.
pub(super) fn report(repo: &mut Repo, first: u64, errors: &[&str]) {
    for (number, error) in (first..).zip(errors) {
        let at = 25 * DAY + i64::try_from(number).expect("small");
        repo.add(issue(number, at, "it stops", &format!("```\n{error}\n```")));
    }
}

#[test]
fn a_draft_holds_what_is_known_its_sources_and_open_questions() {
    let kb = Kb::new(project());
    let summary = kb.import();
    assert_eq!(
        summary.drafted,
        ["widgets/error-esprocket-could-not-load-the-sprocket-manifest"]
    );
    let expected = "\
# yaml-language-server: $schema=https://example.org/schema/entry.json
# Drafted from GitHub by `fixbook import`. Check every line, answer the open questions, then remove `state: draft`.
title: 'Widgets: \"Error: ESPROCKET could not load the sprocket manifest\"'
tool: widgets
state: draft
status: workaround
added: 2026-03-01
signatures:
  - 'Error: ESPROCKET could not load the sprocket manifest'
fixes:
  - do: 'helper writes, confirmed by 1: \"I had the same problem. Deleting the file \\`sprockets.lock\\` and starting again fixed it for me.\"'
    kind: fix
    effect: destructive
    evidence: [project-3]
    outcomes:
      - {result: worked, evidence: [project-3]}
sources:
  project-2: example/project#2
  project-3: example/project#3
evidence_note: Drafted from 2 threads on GitHub; nothing was tried and nothing was read beyond them.
open:
  - 'What does this message mean, in one paragraph?'
  - 'What causes it, and how does a reader tell the causes apart?'
  - 'Which of the proposed fixes works, for which cause, and what do its commands change?'
";
    assert_eq!(kb.content()[DRAFT], expected);
    assert_eq!(summary.without_entry, []);
    // The page is not published, and its shape is sound.
    let site = kb.site.build(&[]);
    assert!(
        !site.keys().any(|path| path.contains("esprocket")),
        "{:#?}",
        site.keys()
    );
    assert!(
        kb.site
            .build(&["--drafts"])
            .keys()
            .any(|path| path.contains("esprocket"))
    );
}

#[test]
fn new_evidence_joins_a_draft_and_never_rewrites_it() {
    let kb = Kb::new(project());
    kb.import();
    let draft = format!("{}# my notes\n", kb.content()[DRAFT]);
    kb.site.write(&format!("content/{DRAFT}"), &draft);
    kb.server.change(|world| {
        report(
            world.repo(NAME),
            300,
            &["Error: ESPROCKET could not load the sprocket manifest"; 3],
        );
    });
    let summary = kb.import();
    assert_eq!(kb.content()[DRAFT], draft);
    assert_eq!((summary.drafted.len(), summary.matched), (0, 3));
    assert!(kb.evidence(300).expect("filed").contains(
        "{entry: widgets/error-esprocket-could-not-load-the-sprocket-manifest, score: 1.00}"
    ));
}

#[test]
fn a_file_of_a_person_is_never_written_over() {
    let kb = Kb::new(project());
    let slug = DRAFT
        .trim_start_matches("errors/widgets/")
        .trim_end_matches(".yaml");
    kb.entry(
        slug,
        "another error altogether",
        "  docs: https://widgets.example.org/errors\n",
    );
    let written = kb.content()[DRAFT].clone();
    let summary = kb.import();
    assert_eq!(kb.content()[DRAFT], written);
    assert_eq!(
        summary.drafted,
        ["widgets/error-esprocket-could-not-load-the-sprocket-manifest-2"]
    );
}

#[test]
fn while_an_entry_cannot_be_read_its_threads_stay_with_it_and_nothing_is_drafted() {
    let kb = Kb::new(project());
    let path = "content/errors/widgets/exchange-failed.yaml";
    let text = std::fs::read_to_string(kb.site.root().join(path)).expect("there");
    kb.import_with(&Options {
        drafts: Drafts::Leave,
        ..options()
    });
    let before = kb.evidence(1);
    kb.site.write(path, "title: [");
    kb.server
        .change(|world| world.repo(NAME).touch(1, 40 * DAY));
    let summary = kb.import();
    assert_eq!(summary.broken, [path]);
    assert_eq!((kb.evidence(1), summary.drafted.len()), (before, 0));
    kb.site.write(path, text);
    assert_eq!(kb.import().drafted.len(), 1);
}

#[test]
fn one_error_gets_one_draft_across_repositories_and_wordings() {
    let mut world = project();
    let mut other = Repo::new(8);
    report(
        &mut other,
        1,
        &[
            "Error: ESPROCKET could not load the sprocket manifest",
            "ERROR ESPROCKET could not load the sprocket manifest. Please try again.",
            "Uncaught Error: ESPROCKET could not load the sprocket manifest (attempt 3)",
        ],
    );
    world.repos.insert("other/place".to_owned(), other);
    let kb = Kb::new(world);
    kb.site.write(
        "fixbook.yaml",
        format!("{CONFIG}  - {{repo: other/place, tool: widgets}}\n"),
    );
    let summary = kb.import();
    assert_eq!(summary.drafted.len(), 1, "{:?}", summary.drafted);
    assert!(
        kb.content()[DRAFT].contains("other-place-1")
            || kb.content()[DRAFT].contains("place-1: other/place#1"),
        "{}",
        kb.content()[DRAFT]
    );
    let again = kb.import();
    assert_eq!(again.drafted, [] as [String; 0]);
    assert_eq!(drafts(&kb).len(), 1);
}

#[test]
fn the_same_words_of_another_tool_are_another_error() {
    let mut world = project();
    let mut other = Repo::new(8);
    report(
        &mut other,
        1,
        &["Error: ESPROCKET could not load the sprocket manifest"; 2],
    );
    world.repos.insert("other/place".to_owned(), other);
    let kb = Kb::new(world);
    kb.site.write("content/tools.yaml", "widgets: {name: Widgets, category: Machines}\ngadgets: {name: Gadgets, category: Machines}\n");
    kb.site.write(
        "fixbook.yaml",
        format!("{CONFIG}  - {{repo: other/place, tool: gadgets}}\n"),
    );
    let mut drafted = kb.import().drafted;
    drafted.sort();
    assert_eq!(
        drafted,
        [
            "gadgets/error-esprocket-could-not-load-the-sprocket-manifest",
            "widgets/error-esprocket-could-not-load-the-sprocket-manifest"
        ]
    );
}

#[test]
fn an_error_whose_entry_was_withdrawn_is_not_drafted_again() {
    let kb = Kb::new(project());
    kb.entry(
        "manifest",
        "ESPROCKET could not load the sprocket manifest",
        "  docs: https://widgets.example.org/errors\n",
    );
    let path = "content/errors/widgets/manifest.yaml";
    let text = std::fs::read_to_string(kb.site.root().join(path)).expect("there");
    kb.site.write(
        path,
        format!("{text}state: withdrawn\nwithdrawn: It was a mistake.\n"),
    );
    assert_eq!(kb.import().drafted, [] as [String; 0]);
}

#[test]
fn what_makes_a_draft_worth_it_is_in_the_config() {
    let one_report = || {
        let mut world = project();
        let repo = world.repo(NAME);
        repo.issues.clear();
        repo.comments.clear();
        report(
            repo,
            1,
            &["Error: ESPROCKET could not load the sprocket manifest"],
        );
        world
    };
    let drafted = |settings: &str, change: &dyn Fn(&mut Repo)| {
        let mut world = one_report();
        change(world.repo(NAME));
        let kb = Kb::new(world);
        kb.site.write(
            "fixbook.yaml",
            CONFIG.replace("tool: widgets}", &format!("tool: widgets{settings}}}")),
        );
        kb.import().drafted.len()
    };
    let likes = |count: u64| {
        move |repo: &mut Repo| {
            repo.issues.get_mut(&1).expect("there")["reactions"] = json!({"+1": count});
        }
    };
    assert_eq!(drafted("", &|_| {}), 0);
    assert_eq!(drafted("", &likes(5)), 1);
    assert_eq!(drafted(", drafts: {reactions: 6}", &likes(5)), 0);
    assert_eq!(drafted(", drafts: {reporters: 1}", &|_| {}), 1);
    let answered = |repo: &mut Repo| {
        let mut answer = comment(
            1,
            1,
            26 * DAY,
            "some-login",
            "Upgrade to 3.1, the manifest is read again there.",
        );
        answer["author_association"] = json!("MEMBER");
        repo.say(answer);
    };
    assert_eq!(
        drafted("", &answered),
        1,
        "a maintainer's answer always does"
    );
    let named = |repo: &mut Repo| {
        repo.say(comment(
            1,
            1,
            26 * DAY,
            "Some-Login",
            "Upgrade to 3.1, the manifest is read again there.",
        ));
    };
    assert_eq!(
        drafted(", maintainers: [some-login]", &named),
        1,
        "also of a maintainer by name"
    );
}

#[test]
fn no_is_said_for_good_to_threads_and_to_pairs() {
    let kb = Kb::new(project());
    let ignore = "ignore:\n  - example/project#2\n  - example/project#3\n  - example/project#1 -> widgets/exchange-failed\n";
    kb.site.write("fixbook.yaml", format!("{CONFIG}{ignore}"));
    let summary = kb.import();
    assert_eq!((summary.drafted.len(), summary.matched), (0, 0));
    assert!(!kb.evidence(1).expect("filed").contains("exchange-failed,"));
    let shown = summary
        .without_entry
        .iter()
        .flat_map(|waiting| &waiting.threads)
        .cloned()
        .collect::<Vec<_>>();
    assert_eq!(
        shown,
        ["example/project#1"],
        "the inbox does not show ignored threads"
    );
}

#[test]
fn what_differs_between_reports_becomes_a_varying_part() {
    let mut world = project();
    report(
        world.repo(NAME),
        300,
        &[
            "Error: EFLANGE flange-12 did not answer within 3000ms on /home/jane/flanges",
            "Error: EFLANGE flange-9 did not answer within 500ms on /home/joe/x",
        ],
    );
    let kb = Kb::new(world);
    let drafted = kb.import().drafted;
    let draft = &kb.content()[&format!(
        "errors/{}.yaml",
        drafted
            .iter()
            .find(|id| id.contains("eflange"))
            .expect("drafted")
    )];
    assert!(
        draft.contains("signatures:\n  - 'Error: EFLANGE <*> did not answer within <*> on "),
        "{draft}"
    );
    assert!(!draft.contains("jane") && !draft.contains("joe"));
}

#[test]
fn without_drafts_errors_wait_in_the_inbox() {
    let kb = Kb::new(project());
    let summary = kb.import_with(&Options {
        drafts: Drafts::Leave,
        ..options()
    });
    assert_eq!(summary.without_entry.len(), 1);
    assert_eq!(summary.without_entry[0].reporters, 2);
    assert_eq!(drafts(&kb), [] as [String; 0]);
}
