//! Joins a JavaScript module with the modules it imports, so that a browser asks once where the source has many files.
//!
//! It knows the few forms the theme is written in: an import is one line that names a relative path, an export is a word
//! before a declaration, a comment has lines of its own. Names of joined modules must not meet; browsers refuse them otherwise.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::blanks::without_blanks;
use super::files::Files;

/// Modules that are published with what they import inside.
const JOINED: [&str; 2] = ["search/engine.js", "search/worker.js"];

/// The joined modules of the program itself, and the same without blanks.
static OWN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let files = Files::statics();
    let modules = JOINED.iter().map(|path| join(&files, path));
    modules
        .map(|module| (module.clone(), without_blanks(&module)))
        .collect()
});

/// These files with each joined module in place of its first part. What a site has written itself keeps its blanks.
pub(crate) fn joined(files: Files) -> Files {
    let modules: Files = JOINED
        .iter()
        .filter(|path| files.contains(path))
        .map(|path| {
            let module = join(&files, path);
            let module = OWN.get(&module).cloned().unwrap_or(module);
            ((*path).to_owned(), module.into_bytes())
        })
        .collect();
    files.overlaid_with(modules)
}

/// A module with everything it imports before it, less comments and indentation. Its own exports stay.
pub(crate) fn join(files: &Files, path: &str) -> String {
    let mut out = String::new();
    add(files, path, &mut vec![path.to_owned()], &mut out);
    out
}

fn add(files: &Files, path: &str, seen: &mut Vec<String>, out: &mut String) {
    let is_entry = seen.len() == 1;
    let source = files.get(path).unwrap_or_default();
    let code = without_comments(&String::from_utf8_lossy(source));
    let mut own = String::new();
    for line in code.lines() {
        match imported(path, line).filter(|path| files.contains(path)) {
            Some(other) if seen.contains(&other) => {}
            Some(other) => {
                seen.push(other.clone());
                add(files, &other, seen, out);
            }
            None if is_entry => own.extend([line, "\n"]),
            None if line == "export {};" => {}
            None => own.extend([line.strip_prefix("export ").unwrap_or(line), "\n"]),
        }
    }
    out.push_str(&own);
}

/// The path that `import … from "./x.js";` names, seen from the module at `path`.
fn imported(path: &str, line: &str) -> Option<String> {
    let (_, rest) = line.strip_prefix("import ")?.split_once("from \"")?;
    let target = rest.strip_suffix("\";")?;
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            "." => {}
            ".." => drop(folders.pop()?),
            name => folders.push(name),
        }
    }
    target.starts_with('.').then(|| folders.join("/"))
}

/// The code less lines that are comments, `/** … */` inside a line, indentation and empty lines.
fn without_comments(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut inside = false;
    for line in source.lines().map(str::trim) {
        if inside || line.starts_with("/*") {
            inside = !line.contains("*/");
            if inside || line.ends_with("*/") {
                continue;
            }
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("/** ") {
            out.push_str(before);
            rest = after
                .split_once("*/")
                .map_or("", |(_, code)| code.trim_start());
        }
        out.extend([rest, "\n"]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::files::made_of as files;

    #[test]
    fn what_is_imported_stands_before_once() {
        let files = files(&[
            (
                "a/entry.js",
                "import { b } from \"./parts/b.js\";\nimport { c } from \"../c.js\";\nexport const a = b + c;\n",
            ),
            (
                "a/parts/b.js",
                "import { c } from \"../../c.js\";\nexport const b = c;\n",
            ),
            ("c.js", "export const c = 1;\nexport {};\n"),
        ]);
        assert_eq!(
            join(&files, "a/entry.js"),
            "const c = 1;\nconst b = c;\nexport const a = b + c;\n"
        );
    }

    #[test]
    fn comments_go_and_code_beside_them_stays() {
        let source = "/**\n * what\n */\nconst x = /** @type {T} */ (y); // kept\n\n// why\n/** @type {A} */ const z = 1;\n  /* one */\n";
        assert_eq!(
            without_comments(source),
            "const x = (y); // kept\nconst z = 1;\n"
        );
    }

    #[test]
    fn an_import_of_something_else_stays() {
        let files = files(&[("a.js", "import { x } from \"https://example.org/x.js\";\n")]);
        assert_eq!(
            join(&files, "a.js"),
            "import { x } from \"https://example.org/x.js\";\n"
        );
    }

    #[test]
    fn the_engine_imports_nothing_when_it_is_published() {
        let all = joined(Files::statics());
        for path in JOINED {
            let text = String::from_utf8(all.get(path).unwrap().to_vec()).unwrap();
            assert!(
                !text.contains("import ") && !text.contains("@ts-check"),
                "{path}"
            );
        }
    }
}
