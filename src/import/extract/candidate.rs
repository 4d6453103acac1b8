//! Finds what could be the error in a text: lines of output, and in prose what is quoted, set as code, or stands as
//! a program prints it. Each candidate is judged by itself here; which of them a thread is about is decided above.

use std::sync::LazyLock;

use regex::Regex;

use super::block::{Block, Kind, blocks};
use super::line::{LONGEST, message, rejoin, shortened};
use super::prose;
use super::score::{is_frame, score};
use super::section::Role;

/// A piece of text that may be an error message.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) text: String,
    pub(super) score: i32,
    /// From output rather than from prose.
    pub(super) output: bool,
}

impl Candidate {
    pub(super) fn new(text: &str, score: i32) -> Self {
        Self {
            text: shortened(text, LONGEST),
            score,
            output: false,
        }
    }
}

static COMMAND: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\s*(?:\$ |# (?:[a-z]|\./)|% |❯ |➜ |PS [A-Z]:|[A-Z]:\\[^>]*>|\([\w.-]+\) ?\$|[\w.<>-]+@[\w.<>-]+[:~ ].*[$#%] |sudo |docker (?:run|build|compose|pull) |git (?:clone|push|pull|commit) |(?:npm|pnpm|yarn|pip3?|cargo|go|uv|bun) (?:run|install|i|add|build|test|get|sync) )",
    )
});
static EMBEDDED: LazyLock<Regex> = LazyLock::new(|| {
    re(r"(?:[A-Za-z_][\w.]*\.)?[A-Z][A-Za-z]*(?:Error|Exception)(?: \[\w+\])?: \S")
});
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:jsx?|tsx?|javascript|typescript|py|python|go|rs|rust|java|kotlin|c|cpp|c\+\+|cs|csharp|rb|ruby|php|swift|json[c5]?|ya?ml|toml|xml|html|css|scss|sql|diff|patch|dockerfile|makefile|lua|vue|svelte|graphql|proto|hcl|nix|ini|env)$",
    )
});
static LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    re(r"\[(?:ERROR|error|FATAL|fatal)\]|\b(?:ERROR|FATAL|CRITICAL|SEVERE)\b|level=(?:error|fatal)")
});

fn re(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

/// All candidates of a text, in its order.
pub(super) fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut announced = false;
    for block in blocks(text) {
        let bonus = worth(block.role);
        match block.kind {
            Kind::Code => output(&block, bonus + 2 * i32::from(announced), &mut found),
            Kind::Table => {}
            Kind::Prose | Kind::Quote => prose::candidates(&block, bonus, announced, &mut found),
        }
        announced = block.kind != Kind::Code
            && block
                .lines
                .last()
                .is_some_and(|line| prose::announces(line));
    }
    found
}

/// What the place of a text adds to what it says.
fn worth(role: Role) -> i32 {
    match role {
        Role::Log => 3,
        Role::Description | Role::Free => 2,
        Role::Steps => 0,
        Role::Solution => -3,
        Role::Expected | Role::Environment => -5,
        Role::Wish => -6,
        Role::Formality => -9,
    }
}

/// The candidates among lines of output.
fn output(block: &Block, bonus: i32, found: &mut Vec<Candidate>) {
    let source = if SOURCE.is_match(&block.language) {
        -2
    } else {
        0
    };
    let lines = rejoin(&block.lines);
    let mut after_frame = false;
    for (index, line) in lines.iter().enumerate() {
        if is_frame(line) {
            after_frame = true;
            continue;
        }
        let quotes_source =
            after_frame && line.starts_with("    ") && index > 0 && is_frame(&lines[index - 1]);
        if line.trim().is_empty() || COMMAND.is_match(line) || quotes_source {
            continue;
        }
        let mut text = message(line).to_owned();
        if let Some(next) = lines
            .get(index + 1)
            .filter(|_| text.contains("panicked at") && text.ends_with(':'))
        {
            text = format!("{text} {}", next.trim());
        }
        let mut judged = score(&text);
        if judged.against < 0
            && let Some(inner) = EMBEDDED
                .find_iter(&text)
                .last()
                .filter(|inner| inner.start() > 0)
        {
            text = text[inner.start()..].to_owned();
            judged = score(&text);
        }
        if judged.shape + judged.words > 0 {
            let level = if LEVEL.is_match(line) { 2 } else { 0 };
            let raised = i32::from(after_frame && judged.shape >= 9);
            let cause = if text.starts_with("Caused by") || text.starts_with("[cause]") {
                2
            } else {
                0
            };
            let score = judged.total() + bonus + source + level + raised + cause;
            found.push(Candidate {
                output: true,
                ..Candidate::new(&text, score)
            });
        }
        after_frame &= line.starts_with(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str) -> String {
        let all = candidates(text);
        let top = all
            .iter()
            .map(|candidate| candidate.score)
            .max()
            .unwrap_or(0);
        all.into_iter()
            .find(|candidate| candidate.score == top && top >= 5)
            .map(|candidate| candidate.text)
            .unwrap_or_default()
    }

    #[test]
    fn the_exception_counts_not_its_frames() {
        let text = "It stops.\n\n```\nTraceback (most recent call last):\n  File \"/a/b.py\", line 3, in run\n    raise_error(\"failed\")\nKeyError: 'name'\n```";
        assert_eq!(best(text), "KeyError: 'name'");
    }

    #[test]
    fn the_cause_counts_more_than_its_frame() {
        let text = "```\nnpm ERR! code ELIFECYCLE\nsrc/a.ts(3,1): error TS2322: Type 'x' is not assignable to type 'y'.\nnpm ERR! Exit status 2\n```";
        assert!(best(text).contains("TS2322"));
    }

    #[test]
    fn source_and_commands_yield_nothing() {
        assert_eq!(
            best("```js\nif (error) {\n  throw new Error('failed to start');\n}\n```"),
            ""
        );
        assert_eq!(best("```\n$ tool --on-error fail\n```"), "");
    }

    #[test]
    fn a_message_behind_source_on_the_same_line_is_found() {
        let text = "```\nraise LimitError(cause=cause, after=after)LimitError: Limit reached.; 12 seconds left\n```";
        assert_eq!(best(text), "LimitError: Limit reached.; 12 seconds left");
    }
}
