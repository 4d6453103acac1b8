//! Reads one comment: does it propose something, say that something worked or failed, or that the same happens to
//! its writer? It reads the comment alone; `fix` puts the comments of a thread together.

use std::sync::LazyLock;

use regex::Regex;

use super::block::{Kind, blocks};
use super::line::shortened;
use super::phrase::{
    ADVISES, AROUND, ASKS, CAUSE, DID, FAILED, NEEDS, POLITE, RELEASED, SAME, WORKED,
};
use super::score::score;

/// The longest excerpt kept of a comment.
const EXCERPT: usize = 300;

/// What one comment says.
#[derive(Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent observations of one comment, any of which may hold"
)]
pub(super) struct Reply {
    /// It says what to do, what was done, or what changed.
    pub(super) proposes: bool,
    /// It says that this solved the problem, or is released.
    pub(super) solved: bool,
    /// It names a change or a release.
    pub(super) released: bool,
    /// It tells what the cause was and what its writer did about it.
    pub(super) told: bool,
    /// What it proposes goes around the problem.
    pub(super) around: bool,
    /// It says something of substance, though nothing to do: an answer where a maintainer writes it.
    pub(super) substance: bool,
    /// It says that something worked.
    pub(super) worked: bool,
    /// It says that something did not.
    pub(super) failed: bool,
    /// It says that the same happens to its writer.
    pub(super) same: bool,
    /// Its words without quotes, for comparison with other comments.
    pub(super) words: String,
    /// The part worth quoting.
    pub(super) excerpt: String,
}

static BREAK: LazyLock<Regex> = LazyLock::new(|| re(r"[.!]+(?:\s+|$)|\?+\s*|\n|[。！]|？|;\s+"));
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:\s*(?:@[\w-]+[,:]?|(?:hi|hey|hello|dear)(?: (?:all|everyone|there|folks|guys|team|again))?[,!.:]?|[-*•]|\d{1,2}[.)]|edit:|update:|fyi[,:]?|ok(?:ay)?,|so,?|well,|yes,|no,|oh,|actually,?)\s+)+",
    )
});
static DUPLICATE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^\W*(?:closing (?:this )?as (?:a )?)?(?:duplicates?|dupe?)(?: of)?\b|\bclosing (?:this )?in favou?r of|\bmarked as (?:a )?duplicate",
    )
});

fn re(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

/// Reads a comment.
pub(super) fn read(body: &str) -> Reply {
    let (words, code) = parts(body);
    let sentences: Vec<&str> = sentences(&words);
    let mut reply = Reply {
        words: words.clone(),
        ..Reply::default()
    };
    let mut key = None;
    for (index, sentence) in sentences.iter().enumerate() {
        if read_sentence(sentence, &mut reply) {
            key.get_or_insert(index);
        }
    }
    // "Resolved." with the story after it, and "I found that …, I changed …" over several sentences.
    let story = CAUSE.is_match(&words) && DID.is_match(&words);
    let told = (reply.worked
        && words.split_whitespace().count() >= 8
        && (DID.is_match(&words) || CAUSE.is_match(&words)))
        || story;
    if told && !reply.failed && !reply.same {
        reply.proposes = true;
        reply.solved |= reply.worked || story;
    }
    reply.told = story;
    if DUPLICATE.is_match(&words) {
        reply.substance = false;
        reply.proposes = false;
    }
    reply.around = AROUND.is_match(&words);
    reply.substance &= !shows_output(&words, &code);
    reply.excerpt = excerpt(&sentences, key.unwrap_or(0), &words, &code);
    reply
}

/// Adds what one sentence says; true where it proposes.
fn read_sentence(sentence: &str, reply: &mut Reply) -> bool {
    let open = sentence.trim_end().ends_with(['?', '？']) || !ADVISES.is_match(sentence);
    let asks = open && ASKS.is_match(sentence);
    let failed = FAILED.is_match(sentence);
    let confirms = CONFIRMS.is_match(sentence);
    let released = RELEASED.is_match(sentence) && !asks && !confirms;
    let worked = WORKED.is_match(sentence) && !failed && !asks;
    let same = SAME.is_match(sentence) && !released && !OFFERS.is_match(sentence);
    let breaks = Regex::is_match(&BREAKS, sentence);
    let needs = NEEDS.is_match(sentence);
    reply.failed |= failed && !asks;
    reply.same |= same && !asks;
    reply.worked |= worked && !breaks;
    if asks || same {
        return false;
    }
    let advises = ADVISES.is_match(sentence)
        && (!needs
            || ADVISES
                .find(sentence)
                .is_some_and(|found| found.start() == 0 && !NEEDS_FIRST.is_match(sentence)));
    let around = AROUND.is_match(sentence) && !POLITE.is_match(sentence);
    let told = worked && !breaks && !confirms && length(sentence) >= 3;
    let proposes = !failed
        && ((advises && !POLITE.is_match(sentence))
            || (around && (worked || advises || UNTIL.is_match(sentence)))
            || told
            || released);
    reply.solved |=
        proposes && (released || SOLVES.is_match(sentence)) && !TENTATIVE.is_match(sentence);
    reply.proposes |= proposes;
    reply.released |= proposes && released;
    let idle = POINTS.is_match(sentence)
        || needs
        || POLITE.is_match(sentence)
        || sentence.chars().filter(|c| c.is_alphanumeric()).count() < 4;
    reply.substance |= proposes || !idle;
    proposes
}

static BREAKS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)\b(?:fails|fail|broken|breaks|crashes|but not|except)\b|\b(?:used to|should|would|supposed to|expected to|not) (?:\w+ )?work|\bstop(?:ped|s)? working\b|\bwork(?:s|ed|ing) (?:on (?:it|this|that)|in progress|as (?:expected|intended|designed))\b|\bif (?:it|this|that) (?:works|helps)\b",
    )
});
static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
    re(r"(?i)^(?:until|for now|in the meantime|meanwhile|as a)|work-?around|best bet|for now")
});
static SOLVES: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)\bfix(?:ed|es)\b|\bsolve[sd]?\b|\bresolve[sd]?\b|\bthat did it\b|解决|搞定|解決|해결|résolu|resuelto|resolvido|gelöst|behoben|решил|решено",
    )
});
static TENTATIVE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)\b(?:try (?:it )?again|see if|let (?:us|me) know|might|may|maybe|perhaps|hopefully|could you|please (?:test|try|check|verify))\b",
    )
});
static NEEDS_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:please |pls |can you |could you )*(?:provide|share|post|paste|attach|send|upload|include|show|give|add (?:a |the |your |more )|check if|let|confirm|tell)",
    )
});

static OFFERS: LazyLock<Regex> = LazyLock::new(|| {
    re(r"(?i)^(?:for|if|to) (?:anyone|anybody|those|others|everyone|people|someone)\b")
});
static CONFIRMS: LazyLock<Regex> =
    LazyLock::new(|| re(r"(?i)^\W*(?:i )?(?:can )?confirm(?:ed|ing)?\b"));
static POINTS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:tracked|tracking|see|see also|moved|transferred|related|relates|ref|cc)?(?: this)?(?: in| to| at| by)?:?\s*(?:[\w.-]+/[\w.-]+)?#\d+\W*$|^https?://\S+$",
    )
});

/// How much a sentence says: its words, where a language parts them, else its characters by two.
fn length(sentence: &str) -> usize {
    let wide = sentence.chars().filter(|c| *c as u32 >= 0x2E80).count();
    sentence.split_whitespace().count() + wide / 2
}

/// The writer's own words, and the code among them.
fn parts(body: &str) -> (String, String) {
    let mut words = Vec::new();
    let mut code = Vec::new();
    for block in blocks(body) {
        match block.kind {
            Kind::Prose => words.extend(block.lines),
            Kind::Code => code.extend(block.lines),
            Kind::Quote | Kind::Table => {}
        }
    }
    (words.join("\n").trim().to_owned(), code.join("\n"))
}

fn sentences(words: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for end in BREAK.find_iter(words) {
        out.push(&words[from..end.end()]);
        from = end.end();
    }
    out.push(&words[from..]);
    out.iter()
        .map(|sentence| {
            LEAD.find(sentence)
                .map_or(*sentence, |lead| &sentence[lead.end()..])
                .trim()
        })
        .filter(|s| !s.is_empty())
        .collect()
}

/// A comment that announces output which holds an error reports it, and answers nothing.
fn shows_output(words: &str, code: &str) -> bool {
    words.trim_end().ends_with([':', '：'])
        && words.lines().count() <= 2
        && code.lines().any(|line| score(line).total() >= 7)
}

fn excerpt(sentences: &[&str], key: usize, words: &str, code: &str) -> String {
    let whole = if code.is_empty() {
        words.to_owned()
    } else {
        format!("{words}\n{code}")
    };
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    if whole.chars().count() <= EXCERPT || key == 0 {
        return shortened(&whole, EXCERPT);
    }
    let rest = sentences[key..].join(" ");
    shortened(
        &rest.split_whitespace().collect::<Vec<_>>().join(" "),
        EXCERPT,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_helped_is_a_proposal() {
        for text in [
            "I fixed it: signing in again reset the credentials.",
            "Downgrading to 1.2.3 helped.",
            "Use the `--slow` flag.",
            "As a workaround, set `FOO=1`.",
            "Until this is fixed, a reconnect gets a new session.",
            "Resolved. With more logging I found that our server lacked a header. Adding it was enough.",
            "It was the proxy: I turned it off.",
            "Fixed in v1.2.3.",
            "#12 makes it wait for the reset.",
            "`npm ci` 之后解决了",
            "@someone you can pin the version to 1.0",
        ] {
            assert!(read(text).proposes, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn questions_thanks_and_requests_for_facts_are_none() {
        for text in [
            "How do I disable that?",
            "Thanks for the report, we'll look into it.",
            "Could you share the logs of the server?",
            "Please provide a minimal reproduction.",
            "+1",
            "Same here after the update, works in the terminal, fails in the browser.",
            "I tried reinstalling but it still does not work.",
            "maybe the text is too long",
            "> Use the flag\n\nThanks!",
            "Duplicate of #12",
        ] {
            assert!(!read(text).proposes, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn outcomes_and_reports_are_told_apart() {
        assert!(read("That worked, thank you!").worked);
        assert!(read("It does not work for me.").failed);
        assert!(!read("It does not work for me.").worked);
        assert!(read("Same issue on Linux.").same);
        assert!(read("我也遇到了").same);
        assert!(!read("Thanks for reporting.").substance);
        assert!(read("The server is not listening there.").substance);
    }
}
