//! What an error message says, without what surrounds it: the message within a JSON answer, without the name of the
//! level before it, the advice behind it and everything that varies. Threads are compared by this.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use crate::import::template::{VARIES, template};

/// The comparable part of one error message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Core {
    /// Its words, in order; [`VARIES`] stands for what varies.
    pub(super) words: Vec<String>,
    /// The words before a JSON answer: which program relayed it.
    pub(super) relay: Vec<String>,
    /// The message of a language's runtime, the same in every program that has a bug.
    pub(super) runtime: bool,
}

static INNER: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r#""(?:message|error_description|error_message|errormessage|detail|msg|error)\\?"\s*:\s*\\?"([^"\\]{4,})"#,
    )
});
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    re(r"[.;!?·]+(?:\s|$)|[,:]\s+(?:if|please|you|try|for|see|check)\b|\s[-–—]\s|\n")
});
static ADVICE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*(?:if (?:the|this|it|you|your)|please|you (?:can|may|should|might)|try\b|retry|see\b|for (?:more|details|further)|check\b|request ?id|reference|visit|contact|along with|to https|share|help:|note:|hint|learn more|more info|read more|this is (?:probably|likely)|vous pouvez|si le|le cas|wenn|versuchen|bitte|si el|por favor|verify|make sure|sorry,? please|run\b|did you mean|the problem persists|problem persists|this persists|persists)",
    )
});
static LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*(?:(?:uncaught|unhandled|fatal(?: error)?|panic|critical|warning|warn|err|error|exception|failure|reason|cause|caused by|message|details?|sorry|oops|stderr|stdout|output|npm err!|npm error|api error|import error|server error|internal error|runtime error|unknown error|<\*>|(?:in )?promise|\(in promise\))\s*[:!,]+\s*)+",
    )
});
static CLASS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*(?:[\w$]+(?:[./\\]|::))*[a-z]\w*(?:error|exception|failure)\s*:?\s*(?:\d{3}\b|\[[\w <*>-]+\]|\()?\s*[:(]?\s*",
    )
});
static RUNTIME: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"cannot read propert|is not a function|is not defined$|undefined is not|null pointer|nullpointer|nonetype|object has no attribute|list index out of range|index out of (?:range|bounds)|keyerror|maximum (?:call stack|recursion)|segmentation fault|sigsegv|sigabrt|stack overflow|out of memory|nil pointer dereference|unexpected token|unexpected end of|is not iterable|division by zero|no module named|cannot find module|command not found|no such file|modulenotfound|importerror|enoent|econnrefused|econnreset|etimedout|eacces|syntaxerror|invalid syntax|unwrap\(\)|assertion failed|exit code|exited with|object reference not set|attempt to index|undefined method",
    )
});

fn re(pattern: &str) -> Regex {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .build()
        .expect("a constant")
}

/// The comparable part of a message.
pub(super) fn core(text: &str) -> Core {
    let inner = INNER
        .captures_iter(text)
        .filter_map(|found| found.get(1))
        .max_by_key(regex::Match::len);
    let relay = match inner {
        Some(_) => words(&template(text.split(['{', '[']).next().unwrap_or_default())),
        None => Vec::new(),
    };
    let message = inner.map_or(text, |found| found.as_str());
    let bare = bare(message);
    Core {
        words: words(&bare),
        relay,
        runtime: RUNTIME.is_match(text),
    }
}

/// The sentences that say what failed, without level and class before and advice after.
fn bare(message: &str) -> String {
    let message = message.replace(['’', '‘'], "'");
    let mut said: Vec<&str> = Vec::new();
    let mut from = 0;
    for end in SENTENCE.find_iter(&message) {
        said.push(&message[from..end.start()]);
        // The word that opens an advice belongs to it.
        from = if end.as_str().starts_with([',', ':']) {
            end.start() + 1
        } else {
            end.end()
        };
    }
    said.push(&message[from..]);
    let kept: Vec<&str> = said
        .iter()
        .copied()
        .filter(|sentence| !ADVICE.is_match(sentence) && !sentence.trim().is_empty())
        .collect();
    let kept = if kept.is_empty() {
        said.first()
            .map_or(String::new(), |first| (*first).to_owned())
    } else {
        kept.join(" ")
    };
    let mut rest = template(&kept);
    for _ in 0..3 {
        let shorter = LEVEL.replace(&rest, "");
        let shorter = CLASS.replace(&shorter, "").into_owned();
        if shorter == rest || words(&shorter).len() < 3 {
            break;
        }
        rest = shorter;
    }
    rest
}

/// The words of a template; a varying part next to another is one.
pub(super) fn words(template: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in template
        .replace(VARIES, " \u{1} ")
        .split(|c: char| !(c.is_alphanumeric() || c == '\u{1}'))
        .filter(|piece| !piece.is_empty())
    {
        let word = if piece == "\u{1}" { VARIES } else { piece };
        if word != VARIES || out.last().is_none_or(|last| last != VARIES) {
            out.push(word.to_owned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        core(text).words.join(" ")
    }

    #[test]
    fn levels_advice_and_ids_are_no_part_of_it() {
        assert_eq!(
            joined("FATAL: An unexpected thing occurred. Please report /tmp/x-12ab34.log"),
            "an unexpected thing occurred"
        );
        assert_eq!(
            joined("Connection Failed, If the problem persists, check it"),
            "connection failed"
        );
        assert_eq!(
            joined(
                "Couldn't reach the server. You can check it. If this persists, share \"ofid_12345678\""
            ),
            "couldn t reach the server"
        );
    }

    #[test]
    fn the_message_of_an_answer_counts() {
        let found = core(
            "API Error: 401 {\"type\":\"error\",\"error\":{\"type\":\"x_error\",\"message\":\"Token has expired.\"}}",
        );
        assert_eq!(found.words.join(" "), "token has expired");
        assert_eq!(found.relay.join(" "), "api error 401");
    }

    #[test]
    fn classes_go_where_a_message_follows() {
        assert_eq!(
            joined("lib.errors.LimitError: Rate limit exhausted for now"),
            "rate limit exhausted for now"
        );
        assert_eq!(joined("ValueError: bad"), "valueerror bad");
    }
}
