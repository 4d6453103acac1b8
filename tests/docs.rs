//! The documentation says what the program does: its examples decode, its tables are complete.

use std::fs;

use fixbook::config::Config;
use fixbook::entry::EntryFile;
use fixbook::finding::Report;
use fixbook::source::{RelPath, SourceFile};
use fixbook::yaml::{Context, Decode, parse};

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    text.split("\n```")
        .filter_map(|part| part.strip_prefix(&format!("{language}\n")))
        .map(str::to_owned)
        .collect()
}

fn faults<T>(
    text: &str,
    decode: impl Fn(&fixbook::yaml::Node, &mut Context<'_>) -> Option<T>,
) -> Report {
    let file = SourceFile {
        path: RelPath::new("example.yaml"),
        text: text.to_owned(),
    };
    let mut report = Report::default();
    if let Some(node) = parse(&file, &mut report) {
        decode(
            &node,
            &mut Context {
                file: &file.path,
                report: &mut report,
            },
        );
    }
    report
}

#[test]
fn the_entries_of_the_documentation_decode() {
    let mut seen = 0;
    for path in ["README.md", "content/pages/writing-entries.md"] {
        for block in blocks(&read(path), "yaml") {
            let report = faults(&block, EntryFile::decode_entry);
            assert!(report.is_empty(), "{path}: {:?}", report.findings());
            seen += 1;
        }
    }
    assert_eq!(seen, 2);
}

#[test]
fn the_import_settings_of_the_documentation_decode() {
    let block = blocks(&read("content/pages/importing.md"), "yaml").remove(0);
    let config = format!("title: A site\nbase_url: https://example.org/\n{block}");
    let report = faults(&config, <Config as Decode>::decode);
    assert!(report.is_empty(), "{:?}", report.findings());
}

#[test]
fn every_key_of_an_entry_is_documented() {
    let text = read("content/pages/writing-entries.md");
    let schema = EntryFile::document();
    let mut missing = Vec::new();
    for (part, schema) in schema["$defs"].as_object().unwrap() {
        let object = if schema["properties"].is_object() {
            schema
        } else {
            &schema["anyOf"][0]
        };
        for key in object["properties"]
            .as_object()
            .into_iter()
            .flat_map(serde_json::Map::keys)
        {
            if !text.contains(&format!("`{key}`")) && !text.contains(&format!("`{key}: ")) {
                missing.push(format!("{part}.{key}"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "not in writing-entries.md: {}",
        missing.join(", ")
    );
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = read("README.md");
    let commands = read("src/cli/mod.rs");
    let listed = commands
        .split("enum Command {")
        .nth(1)
        .unwrap()
        .split("\n}")
        .next()
        .unwrap();
    let mut seen = 0;
    for line in listed
        .lines()
        .filter(|line| line.trim_end().ends_with("),"))
    {
        let name = line.trim().split('(').next().unwrap().to_lowercase();
        assert!(
            readme.contains(&format!("`fixbook {name}")),
            "README.md does not speak of `fixbook {name}`"
        );
        seen += 1;
    }
    assert!(seen >= 6, "the list of commands was not found");
}
