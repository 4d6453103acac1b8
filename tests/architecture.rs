//! The layers of `src/lib.rs`, held: who may use whom, and which module alone prints, writes,
//! listens or talks to the network.

use std::fs;
use std::path::{Path, PathBuf};

/// The layer of each module; a module uses modules of earlier layers only.
const LAYERS: &[&[&str]] = &[
    &["source", "text", "mask", "markdown", "memo", "fetch"],
    &["finding", "matcher", "sink"],
    &["yaml", "theme"],
    &["name"],
    &["tools", "config", "evidence", "github"],
    &["entry"],
    &["library"],
    &["claim"],
    &["check", "page", "import"],
    &["site"],
    &["live"],
    &["serve", "lookup"],
    &["mcp"],
    &["cli"],
];

/// What only some modules may do: the words that do it, and the places that may.
const ALONE: &[(&str, &[&str], &[&str])] = &[
    (
        "print",
        &[
            "println!",
            "eprintln!",
            "print!(",
            "io::stdout",
            "io::stderr",
        ],
        &["cli/ui.rs", "mcp"],
    ),
    (
        "read the environment",
        &["env::var", "env::args"],
        &["cli", "main.rs"],
    ),
    (
        "read the clock",
        &[
            "SystemTime::now",
            "Instant::now",
            "Zoned::now",
            "Timestamp::now",
        ],
        &["cli", "github", "lookup/tidy.rs", "serve", "site/mod.rs"],
    ),
    ("listen", &["TcpListener"], &["serve"]),
    (
        "ask the network",
        &["ureq::", "octocrab::"],
        &["github", "fetch"],
    ),
];

const MAX_LINES: usize = 400;

#[test]
fn every_module_uses_earlier_layers_only() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(own) = layer(&module(&path)) else {
            if path.contains('/') {
                faults.push(format!("{path}: `{}` has no layer", module(&path)));
            }
            continue;
        };
        for used in uses(&text) {
            match layer(&used) {
                Some(at) if at < own || used == module(&path) => {}
                Some(_) => faults.push(format!("{path}: uses `{used}`, which is not below it")),
                None => faults.push(format!("{path}: uses `{used}`, which has no layer")),
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn printing_writing_listening_and_asking_stand_in_one_place_each() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for (what, words, places) in ALONE {
            if places.iter().any(|place| {
                path == *place
                    || path.starts_with(&format!("{place}/"))
                    || path == format!("{place}.rs")
            }) {
                continue;
            }
            for word in *words {
                if text.contains(word) {
                    faults.push(format!("{path}: may not {what} (`{word}`)"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > MAX_LINES)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(
        long.is_empty(),
        "over {MAX_LINES} lines:\n{}",
        long.join("\n")
    );
}

#[test]
fn the_layers_of_the_documentation_are_these() {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    for names in LAYERS {
        for name in *names {
            let exists = Path::new("src").join(name).exists()
                || Path::new("src").join(format!("{name}.rs")).exists();
            assert!(
                !exists || text.contains(name),
                "src/lib.rs does not speak of `{name}`"
            );
        }
    }
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&module))
}

/// The top module of a file below `src/`.
fn module(path: &str) -> String {
    path.split('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".rs")
        .to_owned()
}

/// The top modules named by `crate::…` in code; comments and tests under the code do not count.
fn uses(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    let mut used = Vec::new();
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for part in line.replace("$crate::", "crate::").split("crate::").skip(1) {
            used.push(
                part.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect::<String>(),
            );
        }
    }
    used.retain(|name| !name.is_empty());
    used.sort();
    used.dedup();
    used
}

fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix("src")
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                let text = fs::read_to_string(&path).unwrap();
                found.push((name, text));
            }
        }
    }
    found.sort();
    found
}
