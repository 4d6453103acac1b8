//! Joins the style sheets into one file, and the scripts that every page needs into another, so that a page asks for
//! few files. It copies text and understands neither language.

use super::files::Files;
use super::modules;

/// The style sheet of every page: all of `css/`.
pub(crate) const STYLE: &str = "css/site.css";
/// The script of every page: all of `js/every-page/`.
pub(crate) const SCRIPT: &str = "js/site.js";

/// The file that declares the order of the layers, and so has to come first.
const LAYERS: &str = "css/layers.css";

/// All style sheets in one: the order of layers first, the rest by name. Files that a site adds join in; without a
/// layer of their own they win over the theme.
pub(crate) fn style(files: &Files) -> String {
    let mut sheets: Vec<_> = files
        .iter()
        .filter(|(path, _)| is_in(path, "css/", ".css"))
        .collect();
    sheets.sort_by_key(|(path, _)| *path != LAYERS);
    sheets
        .iter()
        .map(|(_, bytes)| without_comments(&String::from_utf8_lossy(bytes)))
        .collect()
}

/// All scripts of `js/every-page/` in one module, each with what it imports in a block of its own, so that names do not meet.
pub(crate) fn script(files: &Files) -> String {
    let mut joined = String::new();
    for (path, _) in files
        .iter()
        .filter(|(path, _)| is_in(path, "js/every-page/", ".js"))
    {
        joined.push_str("{\n");
        joined.push_str(&modules::join(files, path));
        joined.push_str("}\n");
    }
    joined
}

fn is_in(path: &str, folder: &str, extension: &str) -> bool {
    path.strip_prefix(folder)
        .and_then(|name| name.strip_suffix(extension))
        .is_some_and(|name| !name.contains('/'))
}

/// The style sheet less its comments and indentation. A `/*` inside a string would be cut too: the theme has none, and
/// a site can write `\2f *`.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let mut compact = String::with_capacity(kept.len());
    for line in kept.lines().map(str::trim).filter(|line| !line.is_empty()) {
        compact.push_str(line);
        compact.push('\n');
    }
    compact
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::files::made_of as files;

    #[test]
    fn layers_come_first_and_the_rest_by_name() {
        let files = files(&[
            ("css/a.css", "a{}"),
            ("css/layers.css", "@layer a, b;"),
            ("css/x.txt", "no"),
            ("js/y.css", "no"),
        ]);
        assert_eq!(style(&files), "@layer a, b;\na{}\n");
    }

    #[test]
    fn comments_and_indentation_are_dropped() {
        assert_eq!(
            without_comments("/* one\n two */\na {\n  color: red; /* why */\n}\n/* open"),
            "a {\ncolor: red;\n}\n"
        );
    }

    #[test]
    fn scripts_stand_in_blocks_of_their_own() {
        let files = files(&[
            ("js/every-page/a.js", "const x = 1;\n"),
            ("js/every-page/b.js", "const x = 2;\n"),
        ]);
        assert_eq!(script(&files), "{\nconst x = 1;\n}\n{\nconst x = 2;\n}\n");
    }
}
