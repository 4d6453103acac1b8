//! The parts of an entry below its top: signatures, causes, fixes, checks, and the small ones.

use super::vocabulary::{Effect, FixKind, OutcomeResult, Owner, Where};
use crate::name::{EntryId, Markdown, Slug, Url};
use crate::yaml::{Day, record};

record! {
    /// The text of the error as printed; `<*>` stands for a part that varies.
    pub struct Signature("a signature") short(|_| "text"; "text") {
        /// The text, not Markdown.
        required text: String,
        /// Where it is printed.
        optional r#where: Where,
    }
}

record! {
    /// A version range or surface that is affected, or works.
    pub struct Affected("an affected version or surface") short(affected_key; "introduced", "surface") {
        /// The tool, where it is another one than the entry's.
        optional tool: Slug,
        /// The surface: web, desktop, cli.
        optional surface: String,
        /// The first version or date with the error.
        optional introduced: String,
        /// The first version or date without it.
        optional fixed: String,
        /// Keys of the sources that say so.
        list evidence: String,
    }
}

/// A plain text is a version where it begins with a digit (`2.1.20`, `v2.1`), else a surface.
fn affected_key(text: &str) -> &'static str {
    let version = text
        .trim_start_matches('v')
        .starts_with(|c: char| c.is_ascii_digit());
    if version { "introduced" } else { "surface" }
}

record! {
    /// One reason why the error appears.
    pub struct Cause("a cause") short(|_| "claim"; "claim") {
        /// A name for checks to point to.
        optional id: Slug,
        /// What is wrong.
        required claim: Markdown,
        /// Who can mend it: you, vendor, provider, network.
        optional owner: Owner,
        /// How to recognise it.
        optional tell: Markdown,
        /// Keys of the sources that say so.
        list evidence: String,
        /// Keys of the sources that say otherwise.
        list contradicted_by: String,
        /// What mends this cause.
        list fixes: Fix,
    }
}

record! {
    /// Something to do about the error.
    pub struct Fix("a fix") short(|_| "do"; "do") {
        /// What to do.
        required r#do: Markdown,
        /// fix, workaround or mitigation.
        optional kind: FixKind,
        /// How, in steps.
        list steps: Markdown,
        /// Where it applies.
        list platforms: String,
        /// What it does to the system: read, write, destructive.
        optional effect: Effect,
        /// How to take it back.
        optional undo: Markdown,
        /// How to see that it worked.
        optional confirm: Markdown,
        /// Keys of the sources that say so.
        list evidence: String,
        /// What came of it, for whom.
        list outcomes: Outcome,
    }
}

record! {
    /// What came of a fix for somebody.
    pub struct Outcome("an outcome") short(|_| "result"; "result") {
        /// worked, failed, partial, worse.
        required result: OutcomeResult,
        /// With what.
        optional environment: Markdown,
        /// Keys of the sources that say so.
        list evidence: String,
    }
}

record! {
    /// Something to look at that tells causes apart.
    pub struct Check("a check") short(|_| "ask"; "ask") {
        /// Where it can be done.
        optional platform: String,
        /// A question the reader can answer.
        optional ask: Markdown,
        /// A command, not Markdown.
        optional run: String,
        /// What the command does to the system.
        optional effect: Effect,
        /// What may be seen, and what it means.
        list expect: Expect,
    }
}

record! {
    /// One result of a check.
    pub struct Expect("a result of a check") short(|_| "see"; "see") {
        /// What is seen, not Markdown.
        required see: String,
        /// What it means.
        optional means: Markdown,
        /// Ids of the causes it speaks for.
        list points_to: Slug,
        /// Ids of the causes it speaks against.
        list rules_out: Slug,
    }
}

record! {
    /// An error that looks like this one.
    pub struct LookAlike("a look-alike") short(|_| "text"; "text") {
        /// How it differs.
        required text: Markdown,
        /// The entry it belongs to.
        optional see: EntryId,
    }
}

record! {
    /// Where to go when nothing helps.
    pub struct Escalate("a way to escalate") short(escalate_key; "to", "url") {
        /// Whom to ask.
        optional to: Markdown,
        /// Where.
        optional url: Url,
        /// What to collect before.
        list collect: Markdown,
        /// How fast what is collected expires.
        optional deadline: Markdown,
    }
}

fn escalate_key(text: &str) -> &'static str {
    if Url::parse(text).is_some() {
        "url"
    } else {
        "to"
    }
}

record! {
    /// A question people ask, with its answer.
    pub struct Faq("a question with its answer") {
        /// The question.
        required q: Markdown,
        /// The answer.
        required a: Markdown,
    }
}

record! {
    /// The last time the entry was tried.
    pub struct Review("a review") short(|_| "on"; "on") {
        /// When.
        required on: Day,
        /// By whom.
        optional by: String,
        /// Against which version.
        optional against: String,
    }
}
