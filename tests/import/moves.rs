//! Repositories that are renamed, threads that are transferred or deleted, filters that change.

use fixbook::import::{Options, Scope};
use serde_json::json;

use super::{CONFIG, DAY, Kb, NAME, options, project};
use crate::support::github_server::{Repo, issue};

/// Gives the repository a new name at GitHub; the old one leads to its number.
fn rename(kb: &Kb) {
    kb.server.change(|world| {
        let repo = world.repos.remove(NAME).expect("there");
        world.repos.insert("example/renamed".to_owned(), repo);
        world.renamed.insert(NAME.to_owned(), 7);
    });
}

/// A new comment that the next import has to see.
fn touch(kb: &Kb, name: &'static str) {
    kb.server.change(move |world| {
        world.repo(name).issues.get_mut(&2).expect("there")["labels"] =
            json!([{"name": "new-label"}]);
        world.repo(name).touch(2, 40 * DAY);
    });
}

#[test]
fn a_renamed_repository_is_followed_and_told() {
    let kb = Kb::new(project());
    kb.import();
    rename(&kb);
    touch(&kb, "example/renamed");
    let summary = kb.import();
    assert_eq!(
        summary.repositories[0].renamed_to.as_deref(),
        Some("example/renamed")
    );
    assert!(!summary.has_failures());
    assert!(
        kb.evidence(2)
            .expect("in the folder of the name in fixbook.yaml")
            .contains("labels: [new-label]")
    );
}

#[test]
fn the_folder_moves_when_the_config_is_mended_however_often_that_is_cut_off() {
    let kb = Kb::new(project());
    kb.import();
    rename(&kb);
    kb.site
        .write("fixbook.yaml", CONFIG.replace(NAME, "example/renamed"));
    // As if the move had been killed after one file.
    let moved = kb
        .evidence(2)
        .expect("filed")
        .replace("issue: example/project#2", "issue: example/renamed#2");
    kb.site
        .write("content/evidence/github/example/renamed/2.yaml", moved);
    kb.site
        .remove("content/evidence/github/example/project/2.yaml");
    let before = kb.server.log().len();
    kb.import();
    let paths: Vec<String> = kb
        .content()
        .into_keys()
        .filter(|path| path.starts_with("evidence/"))
        .collect();
    assert!(
        paths.contains(&"evidence/github/example/renamed/cursor.yaml".to_owned()),
        "{paths:?}"
    );
    assert!((1..=3).all(|number| paths.contains(&format!("evidence/github/example/renamed/{number}.yaml"))), "{paths:?}");
    // The draft still cites threads by the old name, so these keep a file there.
    assert!(
        !paths.contains(&format!("evidence/github/{NAME}/1.yaml"))
            && !paths.contains(&format!("evidence/github/{NAME}/cursor.yaml"))
    );
    assert!(
        kb.asked_since(before)
            .iter()
            .any(|path| path.contains("since=")),
        "the cursor moved along"
    );
}

#[test]
fn another_repository_under_the_old_name_is_not_mistaken_for_it() {
    let kb = Kb::new(project());
    kb.import();
    let before = kb.content();
    kb.server.change(|world| {
        let mut other = Repo::new(99);
        other.add(issue(
            2,
            50 * DAY,
            "other",
            "```\nError: something else entirely\n```",
        ));
        world.repos.insert(NAME.to_owned(), other);
    });
    let summary = kb.import();
    assert!(
        summary.repositories[0]
            .error
            .as_ref()
            .is_some_and(|error| error.contains("cursor.yaml")),
        "{summary:?}"
    );
    assert_eq!(kb.content(), before);
}

/// Imports on days of a month.
fn recheck(kb: &Kb, days: std::ops::RangeInclusive<i8>) {
    for day in days {
        kb.import_with(&Options {
            today: jiff::civil::date(2026, 4, day),
            ..options()
        });
    }
}

/// The days on which threads 1 to 3 have their turn to be looked at again.
const TURNS: std::ops::RangeInclusive<i8> = 8..=10;

#[test]
fn deleted_threads_keep_their_facts_and_lose_their_words() {
    for status in [404, 410, 451] {
        let kb = Kb::new(project());
        kb.import();
        let before = kb.evidence(3).expect("filed");
        kb.server.change(move |world| {
            let repo = world.repo(NAME);
            repo.issues.remove(&3);
            repo.comments.retain(|_, comment| comment["thread"] != 3);
            repo.gone.insert(3, (status, None));
        });
        recheck(&kb, TURNS);
        let excerpt = before
            .lines()
            .find(|line| line.contains("excerpt:"))
            .expect("a fix");
        let expected = format!(
            "{}gone: deleted\n",
            before.replace(&format!("{excerpt}\n"), "")
        );
        assert_eq!(kb.evidence(3).expect("never removed"), expected, "{status}");
    }
}

#[test]
fn a_transferred_thread_says_where_it_went() {
    let kb = Kb::new(project());
    kb.import();
    let before = kb.evidence(3).expect("filed");
    kb.server.change(|world| {
        let thread = world.repo(NAME).issues.remove(&3).expect("there");
        let mut other = Repo::new(8);
        other.add(json!({"number": 5, "id": 1_000_003, "title": thread["title"], "body": thread["body"], "state": "open",
            "created_at": thread["created_at"], "updated_at": thread["updated_at"], "comments": 0}));
        world.repos.insert("other/home".to_owned(), other);
        world.repo(NAME).gone.insert(3, (301, Some("/repos/other/home/issues/5".to_owned())));
    });
    recheck(&kb, TURNS);
    assert_eq!(
        kb.evidence(3).expect("kept"),
        format!("{before}moved_to: other/home#5\n")
    );
}

#[test]
fn a_cited_thread_that_was_transferred_before_is_filed_with_its_new_place() {
    let kb = Kb::new(project());
    kb.entry(
        "exchange-failed",
        "widget_exchange_failed",
        "  moved: example/project#500\n",
    );
    kb.server.change(|world| {
        let mut other = Repo::new(8);
        other.add(issue(
            5,
            DAY,
            "moved",
            "```\nError: widget_exchange_failed\n```",
        ));
        world.repos.insert("other/home".to_owned(), other);
        world
            .repo(NAME)
            .gone
            .insert(500, (301, Some("/repos/other/home/issues/5".to_owned())));
    });
    kb.import();
    let evidence = kb.evidence(500).expect("filed");
    assert!(
        evidence.starts_with(
            "issue: example/project#500\nurl: https://github.com/other/home/issues/5\n"
        ),
        "{evidence}"
    );
    assert!(evidence.ends_with("moved_to: other/home#5\n"), "{evidence}");
    let asked = kb.server.log().len();
    kb.import();
    assert!(
        !kb.asked_since(asked)
            .iter()
            .any(|path| path.contains("/500")),
        "asked once"
    );
}

#[test]
fn a_cited_thread_that_is_not_there_is_told() {
    let kb = Kb::new(project());
    kb.entry(
        "exchange-failed",
        "widget_exchange_failed",
        "  gone: example/project#404\n",
    );
    let summary = kb.import();
    assert_eq!(summary.missing, ["example/project#404"]);
    assert!(!summary.has_failures());
}

#[test]
fn a_deleted_comment_keeps_its_address_and_loses_its_words() {
    let kb = Kb::new(project());
    kb.import();
    assert!(kb.evidence(3).expect("filed").contains("excerpt:"));
    kb.server.change(|world| {
        let repo = world.repo(NAME);
        repo.comments.remove(&9001);
        repo.issues.get_mut(&3).expect("there")["comments"] = json!(1);
    });
    recheck(&kb, TURNS);
    let evidence = kb.evidence(3).expect("filed");
    assert!(
        !evidence.contains("excerpt:")
            && evidence.contains("issuecomment-9001")
            && evidence.contains("    gone: deleted\n"),
        "{evidence}"
    );
}

#[test]
fn reactions_and_releases_that_move_no_date_are_found_by_the_slow_recheck() {
    let kb = Kb::new(project());
    kb.server.change(|world| world.repo(NAME).releases.clear());
    kb.import();
    assert!(!kb.evidence(1).expect("filed").contains("release"));
    kb.server.change(|world| {
        let repo = world.repo(NAME);
        repo.releases =
            vec![json!({"tag_name": "v3", "published_at": "2026-02-01T00:00:00Z", "body": "#77"})];
        repo.issues.get_mut(&2).expect("there")["reactions"] = json!({"total_count": 1, "eyes": 1});
    });
    recheck(&kb, TURNS);
    assert!(kb.evidence(1).expect("filed").contains("release: v3"));
    assert!(
        kb.evidence(2)
            .expect("filed")
            .contains("reactions: {\"eyes\": 1}")
    );
}

#[test]
fn a_month_of_rechecks_changes_no_file_where_nothing_changed() {
    let kb = Kb::new(project());
    kb.import();
    let (before, asked) = (kb.content(), kb.server.log().len());
    recheck(&kb, 1..=30);
    assert_eq!(kb.content(), before);
    for number in 1..=3 {
        let own = format!("/issues/{number}");
        let turns = kb
            .asked_since(asked)
            .iter()
            .filter(|path| path.ends_with(&own))
            .count();
        assert_eq!(turns, 1, "thread {number} has its turn once");
    }
}

#[test]
fn another_filter_begins_a_new_walk() {
    let kb = Kb::new(project());
    let filtered = CONFIG.replace("tool: widgets}", "tool: widgets, state: closed}");
    kb.site.write("fixbook.yaml", &filtered);
    kb.import();
    assert!(
        kb.evidence(1).is_some() && kb.evidence(2).is_none(),
        "closed ones"
    );
    for change in [
        "tool: widgets}",
        "tool: widgets, labels: [bug]}",
        "tool: widgets, since: 2026-01-03}",
    ] {
        kb.site
            .write("fixbook.yaml", CONFIG.replace("tool: widgets}", change));
        let before = kb.server.log().len();
        kb.import();
        let listing = kb
            .asked_since(before)
            .into_iter()
            .find(|path| path.contains("/issues?"))
            .expect("listed");
        let since = if change.contains("since") {
            listing.contains("since=2026-01-03T00:00:00Z")
        } else {
            !listing.contains("since=")
        };
        assert!(since, "{change}: {listing}");
    }
    assert!(kb.evidence(2).is_some() && kb.evidence(3).is_some());
}

#[test]
fn a_newer_extraction_reads_everything_again() {
    let kb = Kb::new(project());
    kb.import();
    let expected = kb.content();
    let cursor = format!("evidence/github/{NAME}/cursor.yaml");
    kb.site.write(
        &format!("content/{cursor}"),
        expected[&cursor].replace("extractor: 1", "extractor: 0"),
    );
    let old = expected[&format!("evidence/github/{NAME}/2.yaml")]
        .replace("ESPROCKET", "something that an older extraction found");
    kb.site
        .write(&format!("content/evidence/github/{NAME}/2.yaml"), old);
    // This one reported nothing to the older extraction.
    kb.site
        .remove(&format!("content/evidence/github/{NAME}/3.yaml"));
    kb.import();
    assert_eq!(kb.content(), expected);
}

#[test]
fn cited_threads_are_fetched_wherever_they_are() {
    let kb = Kb::new(project());
    kb.entry(
        "exchange-failed",
        "widget_exchange_failed",
        "  wish: example/project#4\n  pull: example/project#20\n  far: other/place#6\n",
    );
    kb.server.change(|world| {
        let mut other = Repo::new(8);
        other.add(issue(6, DAY, "elsewhere", "no error here"));
        world.repos.insert("other/place".to_owned(), other);
    });
    let cited = Options {
        scope: Scope::Cited,
        ..options()
    };
    kb.import_with(&cited);
    let paths: Vec<String> = kb
        .content()
        .into_keys()
        .filter(|path| path.starts_with("evidence/"))
        .collect();
    assert_eq!(
        paths,
        [
            "evidence/github/example/project/20.yaml",
            "evidence/github/example/project/4.yaml",
            "evidence/github/other/place/6.yaml"
        ]
    );
    assert!(
        !kb.server
            .paths()
            .iter()
            .any(|path| path.contains("/issues?")),
        "only these"
    );
    let asked = kb.server.log().len();
    kb.import_with(&cited);
    assert_eq!(kb.asked_since(asked), [] as [String; 0]);
}
