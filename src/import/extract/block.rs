//! Cuts a GitHub text into blocks: paragraphs, code, quotes, each with the heading above it. It reads as much of
//! Markdown as tells an error message from the words around it, and no more: nothing is rendered from it.

use std::sync::LazyLock;

use regex::Regex;

use super::section::{Role, role};

/// A run of lines of one kind under one heading.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// The nearest heading above, empty at the start.
    pub(super) label: String,
    pub(super) role: Role,
    /// What stands behind an opening fence.
    pub(super) language: String,
    pub(super) lines: Vec<String>,
}

/// How the lines of a block are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// Words of the writer.
    #[default]
    Prose,
    /// Fenced, indented or preformatted.
    Code,
    /// Lines after `>`: somebody else's words, or output.
    Quote,
    /// Rows of a table.
    Table,
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| re(r"(?s)<!--.*?(?:-->|$)"));
static FENCE: LazyLock<Regex> = LazyLock::new(|| {
    re(r"^ {0,3}(?:[-*] +|\d+[.)] +)?(`{3,}|~{3,})[ \t]*([A-Za-z0-9_+#.-]*)[^`]*$")
});
static HEADING: LazyLock<Regex> = LazyLock::new(|| re(r"^ {0,3}#{1,6}\s+(.+?)\s*#*$"));
static BOLD_LABEL: LazyLock<Regex> =
    LazyLock::new(|| re(r"^\s*(?:\*\*|__)([^*_]{3,60}?):?(?:\*\*|__)\s*:?\s*$"));
static SUMMARY: LazyLock<Regex> = LazyLock::new(|| re(r"(?i)<summary>\s*(.{1,80}?)\s*</summary>"));
static PRE: LazyLock<Regex> = LazyLock::new(|| re(r"(?i)^\s*<(?:pre|code|samp)(?:\s[^>]*)?>"));
static PRE_END: LazyLock<Regex> = LazyLock::new(|| re(r"(?i)</(?:pre|code|samp)>"));
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)</?(?:b|i|u|p|br|hr|em|strong|details|summary|sub|sup|kbd|pre|code|samp|h[1-6]|ul|ol|li|div|span|center|table|tbody|thead|tr|td|th|img|picture|video|source|a|font|blockquote)(?:\s[^<>]*)?/?>",
    )
});
static IMAGE: LazyLock<Regex> =
    LazyLock::new(|| re(r"!\[[^\]]*\]\([^)]*\)|\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)"));
static LINK: LazyLock<Regex> =
    LazyLock::new(|| re(r"\[([^\]\[]+)\]\((?:https?:|/|#|mailto:)[^)\s]*\)"));
static CHECKBOX: LazyLock<Regex> = LazyLock::new(|| re(r"^\s*[-*+]\s*\[[ xX]?\]"));
static EMPTY: LazyLock<Regex> =
    LazyLock::new(|| re(r"(?i)^\s*(?:_?no response_?|n/?a|none|null|nothing|-+|\.+)\s*$"));

fn re(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

/// The blocks of a text, in order. Hidden comments, images, boxes to tick and empty answers are left out.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let text = strip_comments(text);
    let mut cutter = Cutter::default();
    for line in text.lines() {
        cutter.line(line);
    }
    cutter.end();
    cutter.done
}

/// Template comments may hold sample errors. Inside a fence `<!--` is output, so fences are skipped.
fn strip_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(comment) = COMMENT.find(rest) {
        let before = &rest[..comment.start()];
        out.push_str(before);
        let fences = out.lines().filter(|line| FENCE.is_match(line)).count();
        if fences % 2 == 0 {
            rest = &rest[comment.end()..];
        } else {
            out.push_str("<!--");
            rest = &rest[comment.start() + 4..];
        }
    }
    out.push_str(rest);
    out
}

/// The state of cutting.
#[derive(Default)]
struct Cutter {
    done: Vec<Block>,
    open: Block,
    /// The fence or tag that opened the code that is being read.
    fence: Option<String>,
    label: String,
    after_blank: bool,
}

impl Cutter {
    fn line(&mut self, line: &str) {
        if let Some(fence) = &self.fence {
            if closes(line, fence) {
                let before = PRE_END.split(line).next().unwrap_or_default();
                if fence == "<" && !before.trim().is_empty() {
                    self.open.lines.push(before.to_owned());
                }
                self.end();
                self.fence = None;
            } else {
                let line = line.strip_prefix("> ").unwrap_or(line);
                self.open.lines.push(line.to_owned());
            }
            return;
        }
        let (quoted, inner) = unquote(line);
        if let Some(captures) = FENCE.captures(inner) {
            self.start(Kind::Code);
            captures[2].clone_into(&mut self.open.language);
            self.fence = Some(captures[1].to_owned());
        } else if PRE.is_match(inner) && !PRE_END.is_match(inner) {
            self.start(Kind::Code);
            self.fence = Some("<".to_owned());
            let rest = PRE.replace(inner, "");
            if !rest.trim().is_empty() {
                self.open.lines.push(rest.into_owned());
            }
        } else if let Some(label) = label(inner).filter(|_| !quoted) {
            self.end();
            self.label = label;
        } else if inner.trim().is_empty() {
            self.end();
            self.after_blank = true;
            return;
        } else {
            self.words(inner, quoted);
        }
        self.after_blank = false;
    }

    /// A line outside fences: a paragraph, a quote, a row, or code by its indent.
    fn words(&mut self, line: &str, quoted: bool) {
        if CHECKBOX.is_match(line) || EMPTY.is_match(line) {
            return self.end();
        }
        let indented = line.starts_with("    ") || line.starts_with('\t');
        let code_goes_on = self.open.kind == Kind::Code && !self.open.lines.is_empty();
        let kind = match () {
            () if quoted => Kind::Quote,
            () if indented && (self.after_blank || code_goes_on) => Kind::Code,
            () if line.trim_start().starts_with('|') && line.trim_end().ends_with('|') => {
                Kind::Table
            }
            () => Kind::Prose,
        };
        if self.open.lines.is_empty() || self.open.kind != kind {
            self.start(kind);
        }
        let line = if kind == Kind::Code {
            line.to_owned()
        } else {
            tidy(line)
        };
        if !line.trim().is_empty() {
            self.open.lines.push(line);
        }
    }

    fn start(&mut self, kind: Kind) {
        self.end();
        self.open.kind = kind;
    }

    fn end(&mut self) {
        let mut block = std::mem::take(&mut self.open);
        if block.lines.iter().any(|line| !line.trim().is_empty()) {
            block.label.clone_from(&self.label);
            block.role = role(&self.label);
            self.done.push(block);
        }
    }
}

fn closes(line: &str, fence: &str) -> bool {
    if fence == "<" {
        return PRE_END.is_match(line);
    }
    let line = line.trim().trim_start_matches("> ");
    line.starts_with(fence) && line.chars().all(|c| fence.starts_with(c))
}

fn unquote(line: &str) -> (bool, &str) {
    let mut inner = line;
    let mut quoted = false;
    while let Some(rest) = inner.trim_start().strip_prefix('>') {
        quoted = true;
        inner = rest.strip_prefix(' ').unwrap_or(rest);
    }
    (quoted, inner)
}

/// A heading in any of its forms.
fn label(line: &str) -> Option<String> {
    let found = HEADING
        .captures(line)
        .or_else(|| BOLD_LABEL.captures(line))
        .or_else(|| SUMMARY.captures(line))?;
    let label = TAG
        .replace_all(&found[1], "")
        .trim_matches(['*', '_', ':', ' ', '`'])
        .to_owned();
    (!label.is_empty()).then_some(label)
}

/// A line of prose without images, link targets and tags.
fn tidy(line: &str) -> String {
    let line = IMAGE.replace_all(line, "");
    let line = LINK.replace_all(&line, "$1");
    TAG.replace_all(&line, "").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<(Kind, String, String)> {
        blocks(text)
            .into_iter()
            .map(|block| (block.kind, block.label, block.lines.join("|")))
            .collect()
    }

    #[test]
    fn forms_are_cut_at_their_headings_and_empty_answers_go() {
        let text = "### What happened?\n\nIt broke.\n\n### Logs\n\n```shell\nError: x\n\ny\n```\n\n### Version\n\n_No response_";
        assert_eq!(
            shape(text),
            [
                (Kind::Prose, "What happened?".into(), "It broke.".into()),
                (Kind::Code, "Logs".into(), "Error: x||y".into()),
            ]
        );
    }

    #[test]
    fn hidden_comments_go_but_not_within_code() {
        let text = "<!-- for example\nError: sample -->\ntext\n```html\n<!-- kept -->\n```\n<!-- never closed";
        assert_eq!(
            shape(text),
            [
                (Kind::Prose, String::new(), "text".into()),
                (Kind::Code, String::new(), "<!-- kept -->".into()),
            ]
        );
    }

    #[test]
    fn quotes_indents_pre_and_tables_are_told_apart() {
        let text = "> said\n\ntext\n\n    indented\n\n<pre>\nkept\n</pre>\n| a | b |\n- [x] ticked";
        let kinds: Vec<_> = blocks(text).into_iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [
                Kind::Quote,
                Kind::Prose,
                Kind::Code,
                Kind::Code,
                Kind::Table
            ]
        );
    }

    #[test]
    fn a_fence_that_never_closes_holds_the_rest() {
        assert_eq!(shape("```\na\n\nb")[0].2, "a||b");
    }

    #[test]
    fn generic_types_and_placeholders_are_no_tags() {
        assert_eq!(
            shape("expected <name> but Vec<String> <b>bold</b>")[0].2,
            "expected <name> but Vec<String> bold"
        );
    }
}
