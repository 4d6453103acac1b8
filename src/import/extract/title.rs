//! What a title can tell: the error itself, as a last resort where the text holds none, and which of several errors
//! a thread is about.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::candidate::Candidate;
use super::prose;
use super::score::score;

static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^\s*(?:(?:\[[^\]]{1,40}\]|【[^】]{1,40}】|\((?:bug|win\w*|mac\w*|linux)\))\s*[:：-]*\s*|(?:bug(?: report)?|issue|problem|question|help|regression)(?:\([^)]*\))?\s*[:：-]+\s*)+",
    )
});
static STARTS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:connection|request|network|authentication|authorization|login|session|server|api|upload|download|rate limit|api rate limit)(?: \w+)? (?:failed|refused|timed out|reset|closed|denied|expired|lost|exceeded|rejected|disconnected|unavailable)\b|^(?:access|permission) denied\b|^something went wrong|^sorry, (?:your|no|there|we|an)\b|^no such (?:file|tool|module|command|host)|^(?:command|module) not found",
    )
});
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    re(r"(?i)\s(?:while|when|whenever|after|since|even though|despite|during|upon)\s.*$")
});

fn re(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

/// The title without `[BUG]`, `bug:` and the like.
pub(super) fn subject(title: &str) -> &str {
    TAGS.find(title)
        .map_or(title, |tags| &title[tags.end()..])
        .trim()
}

/// What in the title reads like a message; less worth than anything in the text.
pub(super) fn candidates(title: &str) -> Vec<Candidate> {
    let subject = subject(title);
    let mut found = Vec::new();
    prose::quoted(subject, 0, &mut found);
    for candidate in &mut found {
        candidate.score -= 1;
    }
    if let Some(candidate) = prose::begun(subject) {
        found.push(Candidate {
            score: candidate.score - 2,
            ..candidate
        });
    } else if STARTS.is_match(subject) {
        found.push(Candidate::new(CLAUSE.replace(subject, "").trim(), 5));
    } else if score(subject).shape >= 8 {
        found.push(Candidate::new(subject, score(subject).total() - 2));
    }
    found
}

/// The telling words of a text, to compare a candidate with the title.
pub(super) fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() > 2 && !COMMON.contains(&word.as_str()))
        .collect()
}

const COMMON: &[&str] = &[
    "the", "and", "for", "with", "when", "not", "this", "that", "are", "was", "you", "your",
    "from", "have", "has", "but", "can", "error", "bug", "issue", "using", "into", "after",
    "while", "http", "https", "com",
];

/// What it adds to a candidate that the title speaks of the same.
pub(super) fn agreement(title: &HashSet<String>, text: &str) -> i32 {
    let words = words(text);
    let shared = words.intersection(title).count();
    let smaller = words.len().min(title.len());
    match shared {
        0 => 0,
        _ if shared >= 4 || shared * 2 >= smaller.max(2) => 3,
        2 | 3 => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(title: &str) -> Option<String> {
        candidates(title)
            .into_iter()
            .filter(|found| found.score >= 5)
            .max_by_key(|found| found.score)
            .map(|found| found.text)
    }

    #[test]
    fn tags_are_no_part_of_the_subject() {
        assert_eq!(subject("[BUG] [Windows]: bug: it fails"), "it fails");
        assert_eq!(subject("Error: it fails"), "Error: it fails");
    }

    #[test]
    fn a_title_that_is_the_message_yields_it() {
        assert_eq!(
            best("[Bug]: FATAL: An unexpected thing happened.").as_deref(),
            Some("FATAL: An unexpected thing happened.")
        );
        assert_eq!(
            best("Connection failed while asking for more").as_deref(),
            Some("Connection failed")
        );
    }

    #[test]
    fn a_title_that_describes_yields_nothing() {
        for title in [
            "Fatal Turbo error during development",
            "why does a network error occur?",
            "Retry when a request fails",
            "Deploy job is failing",
        ] {
            assert_eq!(best(title), None, "{title}");
        }
    }
}
