//! Colours for code, as classes: a handful of kinds that one style sheet paints in light and dark. A scanner of our
//! own reads shell commands, Sublime's syntax definitions (through syntect) everything else; the unknown stays plain.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::html::push_escaped;
use super::shell;

/// Longer code stays plain: highlighting is for reading, and nobody reads that.
const LONGEST: usize = 20_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Scopes and the class they are painted with; the innermost scope that has one wins.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    [
        ("comment", "c"),
        ("string", "s"),
        ("constant", "n"),
        ("keyword.operator", ""),
        ("keyword", "k"),
        ("storage", "k"),
        ("entity.name.tag", "k"),
        ("entity", "f"),
        ("support.function", "f"),
        ("variable.function", "f"),
        ("variable.parameter.option", "v"),
        ("markup.inserted", "i"),
        ("markup.deleted", "d"),
        ("meta.mapping.key", "v"),
        ("meta.structure.dictionary.key", "v"),
    ]
    .iter()
    .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class)))
    .collect()
});

/// Appends `code`, escaped, with spans of classes where `language` is known.
pub(crate) fn push(html: &mut String, language: &str, code: &str) {
    if code.len() > LONGEST {
        push_escaped(html, code);
    } else if matches!(language, "sh" | "shell" | "bash" | "zsh") {
        push_shell(html, code);
    } else if let Some(syntax) = syntax(language) {
        push_spans(html, syntax, code);
    } else {
        push_escaped(html, code);
    }
}

/// The definition for the word after the fence. Most blocks have none, and then nothing is loaded.
fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let name = match language {
        "" | "text" | "txt" | "plain" | "log" | "console" | "output" => return None,
        "jsonc" | "json5" => "json",
        "ts" | "typescript" | "jsx" | "tsx" => "js",
        other => other,
    };
    SYNTAXES.find_syntax_by_token(name)
}

/// Appends a shell command with its colours.
pub(crate) fn push_shell(html: &mut String, code: &str) {
    let mut spans = Spans { html, class: "" };
    shell::scan(code, |class, part| spans.piece(class, part));
    spans.finish();
}

fn push_spans(html: &mut String, syntax: &SyntaxReference, code: &str) {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut spans = Spans { html, class: "" };
    for line in LinesWithEndings::from(code) {
        let Ok(ops) = state.parse_line(line, &SYNTAXES) else {
            spans.piece("", line);
            continue;
        };
        let mut from = 0;
        for (at, op) in ops {
            spans.piece(class_of(&stack), &line[from..at]);
            from = at;
            if stack.apply(&op).is_err() {
                break;
            }
        }
        spans.piece(class_of(&stack), &line[from..]);
    }
    spans.finish();
}

fn class_of(stack: &ScopeStack) -> &'static str {
    let known = |scope: &Scope| {
        CLASSES
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(*scope))
            .map(|(_, class)| *class)
    };
    stack.scopes.iter().rev().find_map(known).unwrap_or("")
}

/// Joins neighbours of one class into one span.
struct Spans<'h> {
    html: &'h mut String,
    class: &'static str,
}

impl Spans<'_> {
    fn piece(&mut self, class: &'static str, text: &str) {
        if text.is_empty() {
            return;
        }
        // White space looks the same in every class: it need not end a span.
        if class != self.class && !text.trim().is_empty() {
            self.finish();
            if !class.is_empty() {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.class = class;
        }
        push_escaped(self.html, text);
    }

    fn finish(&mut self) {
        if !self.class.is_empty() {
            self.html.push_str("</span>");
            self.class = "";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(language: &str, code: &str) -> String {
        let mut html = String::new();
        push(&mut html, language, code);
        html
    }

    #[test]
    fn shell_is_told_apart() {
        let html = html("sh", "# why\nunset NAME && echo \"x < y\"");
        assert!(html.starts_with("<span class=\"c\"># why"), "{html}");
        assert!(
            html.contains("<span class=\"s\">&quot;x &lt; y&quot;</span>"),
            "{html}"
        );
    }

    #[test]
    fn json_keys_differ_from_values() {
        let html = html("json", "{\"a\": 1}");
        assert!(html.contains("<span class=\"n\">1</span>"), "{html}");
    }

    #[test]
    fn unknown_languages_stay_plain() {
        assert_eq!(html("klingon", "a < b"), "a &lt; b");
        assert_eq!(html("", "a"), "a");
    }

    #[test]
    fn spans_are_balanced() {
        for (language, code) in [
            ("yaml", "a: [1, \"x\"]\nb: |\n  t"),
            ("python", "def f():\n  return 'a"),
            ("sh", "echo 'open"),
        ] {
            let html = html(language, code);
            assert_eq!(
                html.matches("<span").count(),
                html.matches("</span>").count(),
                "{html}"
            );
        }
    }
}
