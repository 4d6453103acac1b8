//! What kind of thread it is: a report of something broken, or a wish, a question, a task. A message quoted in a
//! thread about something else is no report of it.

use std::sync::LazyLock;

use regex::Regex;

use super::raw::RawThread;
use super::title;

/// How much a thread is about something that broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// Said so: a label, a type, a tag in the title.
    Bug,
    /// Nothing says what it is.
    Open,
    /// Reads like a question, though nobody said so.
    Question,
    /// Reads like a wish or a task, though nobody said so.
    Wish,
    /// Said so: a feature, documentation, a pull request.
    Other,
}

static BUG_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)\bbug|regression|crash|defect|kind/bug|type[:/ -]+bug|type[:/ -]+error|^error\b|^t-bug|has repro|incident|outage",
    )
});
static OTHER_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)feature|enhancement|proposal|\bidea|\brfc\b|wishlist|suggestion|improvement|roadmap|tracking|documentation|\bdocs?\b|discussion|refactor|chore|dependencies|\bepic\b|\btask\b|publicity|good first pr",
    )
});
static BUG_TITLE: LazyLock<Regex> =
    LazyLock::new(|| re(r"(?i)^\s*(?:\[[^\]]*bug[^\]]*\]|【[^】]*bug[^】]*】|bug\b|regression\b)"));
static OTHER_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^\s*(?:\[\s*(?:feature|feat|enhancement|docs?|documentation|proposal|rfc|idea|request|suggestion|discussion|fr|improvement|model|epic|task|tracking)[^\]]*\]|【[^】]*(?:feature|建议|需求|功能)[^】]*】|(?:feature|enhancement)(?: request| idea| suggestion)?\b|(?:feat|docs?|chore|refactor|perf|ci|build|test|style)(?:\([^)]*\))?!?:|(?:proposal|rfc|idea|suggestion|request|discussion|tracking issue|roadmap|fr)\s*[:：-])",
    )
});
static WISH_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:please\s+)?(?:add|support|allow|implement|introduce|provide|expose|improve|enable|make|create|include|integrate|consider|document|update (?:the )?(?:docs|readme|documentation)|option|ability|better|more|list|use|switch|migrate|replace|remove|drop|deprecate|extend|release|publish|bump|upgrade|rename|clarify|explain|rework|show|display|handle|port)\b|\bwould be (?:nice|great|helpful|good)\b|\b(?:support|option|command|setting|flag|api|ui|mode) (?:for|to)\b|\bsupport$|\b(?:is there|any) (?:a |any )?(?:way|plan|plans)\b|\btypos?\b|\bmisspell|\bspelling\b",
    )
});

static QUESTION_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:how (?:to|do|can|should)|what (?:is|are|does)|can (?:i|we|you)|could you|where (?:is|can)|is there|any way|question)\b",
    )
});

fn re(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

/// What the thread says it is.
pub(super) fn subject(thread: &RawThread) -> Subject {
    if thread.pull_request {
        return Subject::Other;
    }
    let labelled = |pattern: &Regex| thread.labels.iter().any(|label| pattern.is_match(label));
    let kind = thread
        .issue_type
        .as_deref()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let bug = labelled(&BUG_LABEL) || kind == "bug" || BUG_TITLE.is_match(&thread.title);
    let other = OTHER_TITLE.is_match(&thread.title)
        || matches!(
            kind.as_str(),
            "feature" | "task" | "enhancement" | "documentation" | "epic"
        )
        || labelled(&OTHER_LABEL);
    match (bug, other) {
        // A tag in the title is the writer's own word, labels come from rules and strangers.
        (true, true) if OTHER_TITLE.is_match(&thread.title) => Subject::Other,
        (true, _) => Subject::Bug,
        (false, true) => Subject::Other,
        (false, false) if QUESTION_TITLE.is_match(title::subject(&thread.title)) => {
            Subject::Question
        }
        (false, false) if WISH_TITLE.is_match(title::subject(&thread.title)) => Subject::Wish,
        (false, false) => Subject::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, labels: &[&str]) -> Subject {
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        subject(&RawThread {
            title: title.into(),
            labels,
            ..RawThread::default()
        })
    }

    #[test]
    fn labels_tags_and_first_words_say_what_a_thread_is() {
        assert_eq!(of("x", &["bug"]), Subject::Bug);
        assert_eq!(of("x", &["type: bug", "enhancement"]), Subject::Bug);
        assert_eq!(of("[BUG] x", &[]), Subject::Bug);
        assert_eq!(of("[FEATURE] x", &["bug"]), Subject::Other);
        assert_eq!(of("x", &["kind/feature"]), Subject::Other);
        assert_eq!(of("feat(cli): x", &[]), Subject::Other);
        assert_eq!(of("Support the new protocol", &[]), Subject::Wish);
        assert_eq!(of("How to connect?", &[]), Subject::Question);
        assert_eq!(of("It crashes", &[]), Subject::Open);
    }

    #[test]
    fn pull_requests_report_nothing() {
        assert_eq!(
            subject(&RawThread {
                pull_request: true,
                ..RawThread::default()
            }),
            Subject::Other
        );
    }
}
