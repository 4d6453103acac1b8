//! The unchanging part of an error message: what differs from one report to the next (ids, paths, numbers, quoted
//! names, case, punctuation) is masked, so that equal errors become equal texts. Log-template miners (Drain, He et al.
//! 2017) mask the same things before they compare.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What a masked part becomes.
pub(crate) const VARIES: &str = "<*>";

static VARYING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<mask><[a-z*][a-z -]{0,30}>)",
        r"|(?P<url>(?:https?|wss?|file|ssh|git|vscode-file|node)://?[^\s)\]}>,'\x22]+)",
        r"|(?P<time>\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:z|[+-]\d{2}:?\d{2})?)?|\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?)",
        r"|(?P<path>(?:[a-z]:)?(?:[/\\]+[\w.@+<*>~-]+){2,}[/\\]?(?::\d+){0,2}|(?:\.{1,2}|~)(?:[/\\]+[\w.@+<*>~-]+)+(?::\d+){0,2}|\b\w[\w.@-]*(?:/[\w.@<*>-]+)+\.\w{1,5}(?::\d+){0,2}|[a-z]:\\[^\s'\x22]*)",
        r"|(?P<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)",
        r"|(?P<ip>\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b)",
        r"|(?P<hex>\b0x[0-9a-f]+\b|\b[0-9a-f]{7,}\b)",
        r"|(?P<id>\b[a-z]{2,12}_[0-9a-z_]{8,}[.]*|\b[0-9a-z]{20,}\b)",
        r"|(?P<number>\b[vx]?\d[\d.,_]*(?:ms|s|kb|mb|gb|%|k|m)?\b)",
        r"|(?P<anonymous>\bx{4,}\b|\*{3,}|<[^<>\s]{1,40}>)",
    ))
    .expect("a constant")
});
static SPACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\s\x22'`´‘’“”«»„*_]+").expect("a constant"));

/// The unchanging part of a message, in lower case.
pub(crate) fn template(text: &str) -> String {
    let lower = text
        .to_lowercase()
        .replace(['’', '‘', '´', '`'], "'")
        .replace(['“', '”', '«', '»', '„'], "\"");
    let masked = VARYING.replace_all(&lower, |captures: &Captures<'_>| masked(captures));
    let spaced = SPACE
        .replace_all(&masked, " ")
        .replace("< >", VARIES)
        .replace("\\ ", " ");
    spaced
        .trim_matches(|c: char| c.is_whitespace() || ".,:;!…·-".contains(c))
        .to_owned()
}

fn masked(captures: &Captures<'_>) -> String {
    let whole = captures.get(0).expect("group 0 is the match").as_str();
    let has_digit = whole.bytes().any(|byte| byte.is_ascii_digit());
    let keeps = if captures.name("number").is_some() {
        // A status or an exit code tells errors apart, a duration or a count does not.
        whole.len() == 3
            && whole.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(whole.as_bytes()[0], b'4' | b'5')
    } else if captures.name("hex").is_some() || captures.name("id").is_some() {
        !has_digit
    } else {
        false
    };
    if keeps { whole } else { VARIES }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_between_reports_is_masked() {
        for (left, right) in [
            (
                "Request ID: f28f0846-92ec-4f57-99ac-0e540a0f4641 failed",
                "request id: 00000000-92ec-4f57-99ac-0e540a0f4641 failed.",
            ),
            (
                "ENOENT: open '/home/<user>/a.txt'",
                "ENOENT: open '/Users/<user>/src/b.txt'",
            ),
            ("timeout of 15000ms exceeded", "Timeout of 300ms exceeded"),
            (
                "Please report /tmp/next-panic-24d3ea5a.log",
                "Please report C:\\x\\next-panic-99.log",
            ),
            ("Couldn’t reach “x”", "couldn't reach \"x\""),
        ] {
            assert_eq!(template(left), template(right));
        }
    }

    #[test]
    fn what_tells_errors_apart_stays() {
        for (left, right) in [
            ("HTTP 404", "HTTP 500"),
            ("error TS2345: x", "error TS2322: x"),
            ("ECONNREFUSED", "ECONNRESET"),
            ("error[E0308]: x", "error[E0433]: x"),
        ] {
            assert_ne!(template(left), template(right));
        }
    }
}
