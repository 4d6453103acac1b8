//! Bad input of every kind gets its finding, and hides no other.

use crate::support::site::TestSite;

const GOOD: &str = "title: 'Example Tool: another message'\ntool: example\nsummary: S.\nsignatures: 'another message 4711'\nmeaning: M.\ncauses: C.\nfixes: F.\nsources: 'https://example.org/docs'\n";

fn good() -> String {
    GOOD.replace("sources: 'https", "sources:\n  docs: 'https")
}

#[test]
fn one_run_reports_every_broken_file() {
    let site = TestSite::minimal();
    let entry = |name: &str| format!("content/errors/example/{name}.yaml");
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        bomb.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            vec![format!("*a{}", level - 1); 10].join(", ")
        ));
    }
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty", Vec::new(), "empty-file"),
        ("not-utf8", b"title: \xff\xfe\n".to_vec(), "not-utf8"),
        (
            "tabs",
            b"title: x\ncauses:\n\t- y\n".to_vec(),
            "yaml-syntax",
        ),
        (
            "unclosed",
            b"title: \"never closed\n".to_vec(),
            "yaml-syntax",
        ),
        ("bomb", bomb.into_bytes(), "yaml-too-complex"),
        ("deep", "[".repeat(10_000).into_bytes(), "yaml-too-complex"),
        ("huge", vec![b'#'; 10 << 20], "file-too-large"),
        (
            "twice",
            format!("{}title: again\n", good()).into_bytes(),
            "duplicate-key",
        ),
        (
            "unknown",
            format!("{}colour: red\n", good()).into_bytes(),
            "unknown-key",
        ),
        (
            "list",
            good()
                .replace("meaning: M.", "meaning: [a, b]")
                .into_bytes(),
            "wrong-form",
        ),
        (
            "status",
            format!("{}status: sloved\n", good()).into_bytes(),
            "bad-value",
        ),
        (
            "lacking",
            good().replace("meaning: M.\n", "").into_bytes(),
            "missing-key",
        ),
    ];
    for (name, bytes, _) in &cases {
        site.write(&entry(name), bytes);
    }
    let run = site.run(&["check", "--format", "short"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    for (name, _, code) in &cases {
        let found = run
            .stdout
            .lines()
            .any(|line| line.starts_with(&entry(name)) && line.contains(&format!("error[{code}]")));
        assert!(found, "{name} should yield {code}:\n{}", run.stdout);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_fine() {
    let site = TestSite::minimal();
    let text = format!("\u{feff}{}", good().replace('\n', "\r\n"));
    site.write("content/errors/example/another.yaml", text);
    let run = site.run(&["check"]);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (0, "2 entries, no findings\n")
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_is_a_finding() {
    let site = TestSite::minimal();
    std::os::unix::fs::symlink(
        site.root().join("content/errors"),
        site.root().join("content/errors/loop"),
    )
    .unwrap();
    let run = site.run(&["check", "--format", "short"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("error[folder-loop]"), "{}", run.stdout);
}

#[test]
fn a_finding_is_drawn_at_its_bytes() {
    let site = TestSite::minimal();
    site.write(
        "content/errors/example/another.yaml",
        good().replace("summary:", "sumary:"),
    );
    let run = site.run(&["check"]);
    snapbox::assert_data_eq!(
        run.stdout,
        snapbox::str![[r"
error[unknown-key]: unknown key `sumary`
 --> content/errors/example/another.yaml:3:1
  |
3 | sumary: S.
  | ^^^^^^ not a key of an entry
  |
  = help: did you mean `summary`?

1 error in 1 file; 2 entries

"]]
    );
}

#[test]
fn no_control_character_of_content_reaches_the_terminal() {
    let site = TestSite::minimal();
    site.write(
        "content/errors/example/another.yaml",
        good().replace("summary: S.", "\"su\\e[31mmary\": S."),
    );
    let run = site.run(&["check"]);
    assert!(!run.stdout.contains('\u{1b}'), "{:?}", run.stdout);
}
