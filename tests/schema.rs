//! The published schemas accept what the program accepts, and reject what is wrong in shape.

use std::fs;
use std::path::Path;

use fixbook::check::explanations;
use fixbook::config::Config;
use fixbook::entry::EntryFile;
use fixbook::evidence::Thread;
use fixbook::tools::Tools;
use jsonschema::Validator;
use serde_json::Value as Json;

use crate::support::site::tree;

fn validator(path: &str) -> Option<Validator> {
    let schema = match path {
        "fixbook.yaml" => Config::document(),
        "content/tools.yaml" => Tools::document(),
        path if path.starts_with("content/evidence/") && !path.ends_with("cursor.yaml") => {
            Thread::document()
        }
        path if path.starts_with("content/errors/") => EntryFile::document(),
        _ => return None,
    };
    Some(jsonschema::draft202012::new(&schema).unwrap())
}

fn json(text: &str) -> Option<Json> {
    serde_yaml::from_str(text).ok()
}

/// The example files under a heading of an explanation.
fn examples<'a>(text: &'a str, heading: &str) -> Vec<(&'a str, &'a str)> {
    let section = text
        .split(&format!("\n## {heading}\n"))
        .nth(1)
        .unwrap_or("");
    let section = section.split("\n## ").next().unwrap_or("");
    let blocks = section.split("```yaml ").skip(1);
    blocks
        .filter_map(|block| block.split_once('\n'))
        .map(|(path, rest)| (path, rest.split("```").next().unwrap()))
        .collect()
}

#[test]
fn all_content_is_accepted() {
    let mut faults = Vec::new();
    let mut files = tree(Path::new("content"));
    files.insert(
        "../fixbook.yaml".to_owned(),
        fs::read("fixbook.yaml").unwrap(),
    );
    for (path, bytes) in files {
        let path = if path == "../fixbook.yaml" {
            "fixbook.yaml".to_owned()
        } else {
            format!("content/{path}")
        };
        let Some(validator) = validator(&path) else {
            continue;
        };
        let value = json(&String::from_utf8(bytes).unwrap()).unwrap();
        faults.extend(
            validator
                .iter_errors(&value)
                .map(|error| format!("{path}{}: {error}", error.instance_path())),
        );
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn good_examples_are_accepted_and_bad_shapes_rejected() {
    let shape = ["unknown-key", "missing-key", "wrong-form", "bad-value"];
    let mut faults = Vec::new();
    for (code, text) in explanations() {
        for (path, example) in examples(text, "Good") {
            let (Some(validator), Some(value)) = (validator(path), json(example)) else {
                continue;
            };
            if let Err(error) = validator.validate(&value) {
                faults.push(format!("{code}: the good example is rejected: {error}"));
            }
        }
        for (path, example) in examples(text, "Bad")
            .into_iter()
            .filter(|_| shape.contains(&code))
        {
            let (Some(validator), Some(value)) = (validator(path), json(example)) else {
                continue;
            };
            if validator.is_valid(&value) {
                faults.push(format!("{code}: the bad example is accepted"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn short_forms_and_any_scalar_are_accepted() {
    let text = "title: 12345678\ntool: example\nsummary: yes\nsignatures: 404\nmeaning: true\ncauses: 5\nfixes: {do: 1.10}\nsources: {docs: 'https://example.org'}\nstatus:\nfaq:\n";
    let validator = validator("content/errors/x/y.yaml").unwrap();
    let value = json(text).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}
