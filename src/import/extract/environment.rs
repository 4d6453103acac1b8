//! Versions and platforms as a report states them: answers of a form, and lines such as `Node: 18.15.0`. Nothing is
//! guessed from anything else, and what says nothing (`latest`, `None`) is left out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::block::{Block, Kind, blocks};
use super::line::shortened;
use super::section::Role;

/// More than these would be a system report.
const MOST: usize = 12;

static ANSWERED: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)version|operating system|\bos\b|platform|browser|^client$|terminal|shell|runtime|device|architecture|environment",
    )
});
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\s*[-*•]?\s*\*{0,2}([A-Za-z][A-Za-z0-9 ./_@()-]{0,38}?)\*{0,2}\s*[:：=]\s*\*{0,2}\s*`?([^`\n]{1,120}?)`?\s*$",
    )
});
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:os|operating system|platform|arch(?:itecture)?|browser|client|device|shell|terminal|kernel|distro|docker|cuda|gpu|cpu)$|version|^(?:node|npm|pnpm|yarn|bun|deno|python|ruby|rust|rustc|cargo|go|java|jdk|php|\.net|dotnet|next|react|vue|typescript|electron|chrome|firefox|safari|macos|windows|linux|ubuntu|vs ?code|cursor|git|pip|uv)(?:\.?js)?$",
    )
});
static SAYS_NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:latest|newest|current|none|n/?a|unknown|other|any|all|yes|no|true|false|null|undefined|not sure|-|\?|e\.g\..*|\[e\.g\..*|.*_no response_.*|i don'?t know)\.?$",
    )
});

fn re(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

/// What a text says about where it happened, by short lower-case names.
pub(super) fn environment(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for block in blocks(text) {
        answered(&block, &mut found);
        if matches!(
            block.role,
            Role::Environment | Role::Free | Role::Description
        ) {
            for line in &block.lines {
                stated(line, block.role == Role::Environment, &mut found);
            }
        }
    }
    found
}

/// A form's question and its answer on one line.
fn answered(block: &Block, found: &mut BTreeMap<String, String>) {
    let one_line = block
        .lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .count()
        == 1;
    let line = block.lines[0].trim();
    if one_line
        && block.kind != Kind::Table
        && ANSWERED.is_match(&block.label)
        && line.chars().count() <= 80
        && !LINE.is_match(line)
    {
        add(&block.label, line, found);
    }
}

fn stated(line: &str, expected: bool, found: &mut BTreeMap<String, String>) {
    if let Some(captures) = LINE.captures(line) {
        let has_digit = captures[2].bytes().any(|byte| byte.is_ascii_digit());
        if TELLS.is_match(captures[1].trim()) || (expected && has_digit) {
            add(&captures[1], &captures[2], found);
        }
    }
}

fn add(label: &str, value: &str, found: &mut BTreeMap<String, String>) {
    let value = value.trim().trim_matches(['`', '*']).trim();
    if found.len() < MOST
        && !value.is_empty()
        && !SAYS_NOTHING.is_match(value)
        && !value.contains("://")
    {
        found
            .entry(name(label))
            .or_insert_with(|| shortened(value, 100));
    }
}

/// A short name for a label: `Operating System` is `os`, `What version of Codex is running?` is `codex`.
fn name(label: &str) -> String {
    let lower = label.trim().trim_end_matches(['?', ':']).to_lowercase();
    if lower.contains("operating system") || lower == "os version" || lower == "platform / os" {
        return "os".to_owned();
    }
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || ".+#_".contains(c)))
        .filter(|word| !word.is_empty() && !FILLERS.contains(word))
        .collect();
    if words.is_empty() {
        "version".to_owned()
    } else {
        words.join(" ")
    }
}

const FILLERS: &[&str] = &[
    "version", "versions", "what", "which", "of", "the", "is", "are", "you", "your", "running",
    "using", "used", "do", "in", "on", "please", "and", "number", "a", "use", "provide", "did",
    "this", "happen", "occur", "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_lines_are_read() {
        let text = "### Tool Version\n\n2.0.17\n\n### Operating System\n\nmacOS\n\n### Platform\n\nNone\n\n### Environment\n\n- Node: 18.15.0\n- **Browser:** Firefox 128\n- note: it rained\n";
        let found = environment(text);
        let pairs: Vec<_> = found
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            pairs,
            [
                ("browser", "Firefox 128"),
                ("node", "18.15.0"),
                ("os", "macOS"),
                ("tool", "2.0.17")
            ]
        );
    }

    #[test]
    fn placeholders_say_nothing() {
        assert!(environment("### Version\n\nlatest\n\n- OS: [e.g. iOS]\n").is_empty());
    }
}
