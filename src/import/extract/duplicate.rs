//! Which thread this one repeats, where somebody who may say so says so.

use std::sync::LazyLock;

use regex::Regex;

use super::Thread;
use super::raw::is_bot;

static SAID: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)\b(?:duplicate[sd]?(?: of| issue(?: of)?|:)?|dupe(?: of)?|dup of|same (?:issue )?as|already (?:reported|tracked|covered)(?: in| by| at)?|tracked in|tracking (?:this )?in|in favou?r of|superseded by|see)\s*:?\s*(?:in\s+)?(?P<link>(?:https://github\.com/)?(?P<repo>[\w.-]+/[\w.-]+)?(?:/issues/|/pull/|#)(?P<number>\d+))|(?P<link2>(?:https://github\.com/)?(?P<repo2>[\w.-]+/[\w.-]+)?(?:/issues/|#)(?P<number2>\d+)) is (?:a |the )?(?:duplicate|original|same)|重复.{0,8}#(?P<number3>\d+)",
    )
});
static PLAIN_SEE: LazyLock<Regex> = LazyLock::new(|| {
    re(r"(?i)^(?:same (?:issue )?as|tracked in|tracking|in favou?r of|superseded|already|see)")
});
static LISTED: LazyLock<Regex> =
    LazyLock::new(|| re(r"https://github\.com/([\w.-]+/[\w.-]+)/issues/(\d+)"));

fn re(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

/// `owner/repo#number` of the thread that this one repeats.
pub(super) fn duplicate_of(thread: &Thread<'_>) -> Option<String> {
    let raw = thread.raw;
    let closed_as = raw.state_reason.as_deref() == Some("duplicate")
        || raw
            .labels
            .iter()
            .any(|label| label.to_lowercase().contains("duplicate"));
    let mut listed = None;
    for (comment, body) in raw.comments.iter().zip(&thread.comments) {
        let author = comment.author.as_deref();
        let bot = is_bot(author);
        let entitled = bot
            || author == raw.author.as_deref()
            || raw.is_maintainer(author, &comment.association);
        if let Some(said) = SAID.captures(body).filter(|_| entitled) {
            let whole = said.get(0).expect("group 0 is the match").as_str();
            // `See #12` closes nothing by itself; a bot only suggests.
            let sure = closed_as
                || (!PLAIN_SEE.is_match(whole) && !bot)
                || body.to_lowercase().contains("clos");
            if sure && let Some(reference) = reference(&raw.repo, raw.number, &said) {
                return Some(reference);
            }
        }
        if bot && closed_as && body.to_lowercase().contains("duplicate") && listed.is_none() {
            listed = LISTED
                .captures(body)
                .map(|link| format!("{}#{}", &link[1], &link[2]));
        }
    }
    listed
}

fn reference(repo: &str, number: u64, said: &regex::Captures<'_>) -> Option<String> {
    let of = ["number", "number2", "number3"]
        .iter()
        .find_map(|name| said.name(name))?
        .as_str();
    let named = ["repo", "repo2"]
        .iter()
        .find_map(|name| said.name(name))
        .map(|name| name.as_str().trim_start_matches("github.com/"));
    let repo = named.filter(|name| name.contains('/')).unwrap_or(repo);
    (of != number.to_string()).then(|| format!("{repo}#{of}"))
}

#[cfg(test)]
mod tests {
    use super::super::{RawComment, RawThread, extract};

    fn of(association: &str, author: &str, body: &str, reason: &str) -> Option<String> {
        let comment = RawComment {
            author: Some(author.into()),
            association: association.into(),
            body: body.into(),
            ..RawComment::default()
        };
        let thread = RawThread {
            repo: "o/r".into(),
            number: 9,
            author: Some("me".into()),
            state_reason: Some(reason.into()),
            comments: vec![comment],
            ..RawThread::default()
        };
        extract(&thread).duplicate_of
    }

    #[test]
    fn a_maintainer_or_the_writer_may_say_so() {
        assert_eq!(
            of("MEMBER", "m", "Duplicate of #12", "").as_deref(),
            Some("o/r#12")
        );
        assert_eq!(
            of(
                "NONE",
                "me",
                "duplicate of https://github.com/a/b/issues/3, sorry",
                ""
            )
            .as_deref(),
            Some("a/b#3")
        );
        assert_eq!(
            of("OWNER", "m", "Closing in favor of a/b#4.", "not_planned").as_deref(),
            Some("a/b#4")
        );
        assert_eq!(of("NONE", "x", "Duplicate of #12", ""), None);
        assert_eq!(of("MEMBER", "m", "See #12 for how to set it", ""), None);
    }

    #[test]
    fn suggestions_of_a_bot_count_once_it_is_closed_as_a_duplicate() {
        let list = "Found 2 possible duplicate issues:\n1. https://github.com/o/r/issues/5\n2. https://github.com/o/r/issues/6";
        assert_eq!(
            of("NONE", "helper[bot]", list, "duplicate").as_deref(),
            Some("o/r#5")
        );
        assert_eq!(of("NONE", "helper[bot]", list, "completed"), None);
    }
}
