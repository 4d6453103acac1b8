//! Tests over the list of rules: a new rule is checked by them without a line of its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Memo, RULES, explanations, run};
use crate::library::{KeptTerms, Library};
use crate::yaml::Day;

const BASE: &[(&str, &str)] = &[
    (
        "fixbook.yaml",
        "title: A test\nbase_url: https://example.org/\n",
    ),
    (
        "content/tools.yaml",
        "example: {name: Example Tool, category: Examples, homepage: 'https://example.org'}\nanother: {name: Another Tool, category: Examples}\n",
    ),
    (
        "content/errors/example/other-error.yaml",
        "title: 'Example Tool: the other error'\ntool: example\nadded: 2019-01-01\nsummary: It is another error.\nsignatures: 'fatal: the other error happened: code 7'\nmeaning: Something else went wrong with code seven.\ncauses: The disk is slow today.\nfixes: Wait for the disk to be fast again.\nsources: {docs: 'https://example.org/docs/other'}\n",
    ),
];

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The codes found in the base site with these files in place.
fn codes(files: &[(String, String)]) -> BTreeSet<String> {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| write(dir.path(), path, text);
    BASE.iter().for_each(|(path, text)| write(path, text));
    files.iter().for_each(|(path, text)| write(path, text));
    found_in(dir.path())
}

fn found_in(root: &Path) -> BTreeSet<String> {
    let loaded = Library::load(root).unwrap();
    let mut report = loaded.report;
    let (today, terms) = (Day::parse("2026-11-22"), KeptTerms::nothing());
    report.extend(run(&loaded.library, today, &Memo::nothing(), &terms).report);
    report
        .findings()
        .iter()
        .map(|finding| finding.code.0.to_owned())
        .collect()
}

/// The example files under a heading of an explanation.
fn examples(text: &str, heading: &str) -> Vec<(String, String)> {
    let Some(section) = text.split(&format!("\n## {heading}\n")).nth(1) else {
        return Vec::new();
    };
    let section = section.split("\n## ").next().unwrap();
    section
        .split("```yaml ")
        .skip(1)
        .map(|block| {
            let (path, rest) = block.split_once('\n').unwrap();
            (
                path.to_owned(),
                rest.split("```").next().unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn codes_are_kebab_case_and_each_stands_once() {
    let codes: Vec<&str> = explanations().iter().map(|(code, _)| *code).collect();
    for code in &codes {
        assert!(crate::name::is_slug(code), "{code}");
    }
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
}

#[test]
fn every_explanation_has_its_parts() {
    for (code, text) in explanations() {
        assert!(
            text.starts_with(&format!("# {code}\n\n")),
            "{code}: begins with its code"
        );
        for part in ["## Why it matters", "## What to do"] {
            assert!(
                text.contains(&format!("\n{part}\n")),
                "{code} has no `{part}`"
            );
        }
    }
}

#[test]
fn every_bad_example_yields_its_code_and_every_good_one_does_not() {
    let mut faults = Vec::new();
    for (code, text) in explanations() {
        let (bad, good) = (examples(text, "Bad"), examples(text, "Good"));
        if !bad.is_empty() && !codes(&bad).contains(code) {
            faults.push(format!("{code}: the bad example yields {:?}", codes(&bad)));
        }
        if !good.is_empty() && codes(&good).contains(code) {
            faults.push(format!("{code}: the good example yields it"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_rule_but_a_few_has_a_bad_example() {
    let without: Vec<&str> = RULES
        .iter()
        .filter(|rule| examples(rule.explain(), "Bad").is_empty())
        .map(|rule| rule.code().0)
        .collect();
    // These take many files, or a text that must not stand in a repository; each has a test of its own below.
    assert_eq!(
        without,
        [
            "secret-in-content",
            "unfindable",
            "boilerplate",
            "near-duplicate"
        ]
    );
}

const HEAD: &str =
    "tool: example\nsummary: Something failed.\nsources: {docs: 'https://example.org/docs'}\n";

fn entry(slug: &str, rest: &str) -> (String, String) {
    (
        format!("content/errors/example/{slug}.yaml"),
        format!("title: 'Example Tool: {slug}'\n{HEAD}{rest}"),
    )
}

#[test]
fn a_secret_in_an_entry_is_found() {
    let token = format!("ghp_{}", "a1B2".repeat(9));
    let text = format!(
        "signatures: 'bad token {token}'\nmeaning: It is bad.\ncauses: It is old.\nfixes: Renew it.\n"
    );
    assert!(codes(&[entry("bad-token", &text)]).contains("secret-in-content"));
}

#[test]
fn an_entry_with_common_words_alone_is_unfindable() {
    let files: Vec<_> = (0..12)
        .map(|number| {
            let text = "signatures: 'error: <*>'\nmeaning: M.\ncauses: C.\nfixes: F.\n";
            entry(&format!("entry-{number}"), text)
        })
        .collect();
    assert!(codes(&files).contains("unfindable"));
}

#[test]
fn texts_made_of_the_same_paragraph_are_boilerplate() {
    let paragraph = "Restart the program, clear its cache, check the network, look into the log, ask a colleague, update to the newest release, read the manual from cover to cover, try another machine with the same account, and when all of that was in vain write down what you saw and tell the people who made it.";
    let files: Vec<_> = ["alpha", "beta", "gamma", "delta"]
        .iter()
        .map(|name| {
            let text = format!("signatures: 'error {name}: <*> broke {name}'\nmeaning: {paragraph}\ncauses: {name} broke.\nfixes: Mend {name}.\n");
            entry(name, &text)
        })
        .collect();
    let found = codes(&files);
    assert!(found.contains("boilerplate"), "{found:?}");
    assert!(found.contains("near-duplicate"), "{found:?}");
}

/// What a check finds that knows what the checks before it found.
fn found_again(root: &Path, memo: &mut Memo) -> BTreeSet<String> {
    let library = Library::load(root).unwrap().library;
    let checked = run(&library, None, memo, &KeptTerms::nothing());
    memo.turn();
    let findings = checked.report.into_findings().into_iter();
    findings
        .map(|finding| format!("{} {}", finding.place.file, finding.code.0))
        .collect()
}

#[test]
fn a_link_to_a_page_that_goes_is_found_after_searches_were_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let file = |slug: &str| format!("content/errors/example/{slug}.yaml");
    let write = |path: &str, text: &str| write(dir.path(), path, text);
    BASE.iter().for_each(|(path, text)| write(path, text));
    let (_, entry) = BASE[2];
    let of = |name: &str, meaning: &str| {
        let own = entry.replace("the other error", &format!("the {name} error"));
        own.replace("Something else went wrong with code seven.", meaning)
    };
    let linking = "It comes from [another](/example/linked-to/).";
    write(&file("linking"), &of("quick", linking));
    write(&file("linked-to"), &of("brown", "A brown thing broke."));
    let mut memo = Memo::nothing();
    found_again(dir.path(), &mut memo);
    // It has words of the searches that were made, so that these are made again.
    write(&file("rival"), &of("lazy", "A lazy thing broke."));
    found_again(dir.path(), &mut memo);
    fs::remove_file(dir.path().join(file("linked-to"))).unwrap();
    let known = found_again(dir.path(), &mut memo);
    let anew = found_again(dir.path(), &mut Memo::nothing());
    assert!(anew.contains(&format!("{} dead-link", file("linking"))));
    assert_eq!(known, anew);
}
