//! The text of a draft. Words of strangers stand in it as escaped, attributed text; what they propose is unconfirmed
//! until somebody confirmed it, and labelled with the worst it can do.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::inert::{escaped, one_line};
use super::template::{VARIES, template};
use super::waiting::Cluster;
use crate::evidence::{AnswerKind, Thread, ThreadFix, ThreadState, speaks_for_project};
use crate::library::Library;
use crate::name::{EntryId, ThreadRef};
use crate::yaml::{flow_list, scalar};

/// How much of each kind a draft holds; the rest is on its page as reports.
const SIGNATURES: usize = 3;
const SAMPLES: usize = 5;
const FIXES: usize = 5;
const SOURCES: usize = 8;

/// What a masked or shortened part looks like in an evidence file.
static MASKED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"<[a-z][a-z -]{0,30}>").expect("a constant"));
/// What varies between two reports and is long enough to be sure of.
static VARYING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\b|\b(?:[a-z]{2,12}_)?[0-9a-zA-Z]*[0-9][0-9a-zA-Z]{11,}\b|\b\d{4}-\d{2}-\d{2}[T ][\d:.]+Z?|\b\d{5,}\b")
        .expect("a constant")
});
/// A number that counts or measures; one that stands for itself may be a code, and is kept.
static QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?P<before>\b(?:port|pid|process|line|column|attempt|after|took|within|offset|position) #?)\d+\b",
        r"|\b\d+(?:[.,]\d+)* ?(?:ms|s|secs?|seconds?|min|minutes?|hours?|bytes?|[kmg]i?b|%|tokens|characters|retries|attempts|times)\b",
    ))
    .expect("a constant")
});
static DESTRUCTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:rm\s+-|rmdir|del\s+/|format\s+[a-z]:|mkfs|dd\s+if=|drop\s+(?:table|database)|reset\s+--hard|push\s+(?:-f|--force)|clean\s+-[a-z]*f|prun(?:e|ing)|uninstall(?:ing|ed)?|factory reset|wip(?:e|ed|ing)|delet(?:e|ed|ing)|remov(?:e|ed|ing))\b|\|\s*(?:sudo\s+)?(?:ba|z)?sh\b")
        .expect("a constant")
});

/// The text of a draft entry for a cluster.
pub(super) fn of(library: &Library, cluster: &Cluster<'_>, id: &EntryId, today: Date) -> String {
    let threads = &cluster.threads;
    let cited = cited(threads);
    let base = library.config.base();
    let mut out = format!("# yaml-language-server: $schema={base}schema/entry.json\n");
    out.push_str("# Drafted from GitHub by `fixbook import`. Check every line, answer the open questions, then remove `state: draft`.\n");
    let tool = library
        .tools
        .get(id.tool())
        .map_or(id.tool(), |tool| tool.name.as_str());
    line(&mut out, "title", &scalar(&title(tool, cluster.error())));
    line(&mut out, "tool", id.tool());
    line(&mut out, "state", "draft");
    line(&mut out, "status", status(threads));
    line(&mut out, "added", &today.to_string());
    list(&mut out, "signatures", &signatures(threads));
    list(&mut out, "samples", &samples(threads));
    let fixes = best_fixes(threads, &cited);
    if fixes.is_empty() {
        line(&mut out, "no_known_fix", "true");
        let url = format!("https://github.com/{}/issues", threads[0].issue.repo());
        line(
            &mut out,
            "escalate",
            &format!(
                "{{to: the issue tracker of the project, url: {}}}",
                scalar(&url)
            ),
        );
    } else {
        out.push_str("fixes:\n");
        fixes
            .iter()
            .for_each(|(thread, fix)| write_fix(&mut out, library, thread, fix));
    }
    out.push_str("sources:\n");
    for thread in &cited {
        let _ = writeln!(out, "  {}: {}", key(thread), scalar(&thread.to_string()));
    }
    let count = threads.len();
    let reports = if count == 1 {
        "1 thread".to_owned()
    } else {
        format!("{count} threads")
    };
    line(
        &mut out,
        "evidence_note",
        &scalar(&format!(
            "Drafted from {reports} on GitHub; nothing was tried and nothing was read beyond them."
        )),
    );
    list(&mut out, "open", &open_questions(threads, fixes.is_empty()));
    out
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key}: {value}");
}

fn list(out: &mut String, key: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "{key}:");
    for item in items {
        let _ = writeln!(out, "  - {}", scalar(item));
    }
}

/// `Tool: "message"`, 8 to 120 characters.
fn title(tool: &str, error: &str) -> String {
    let error = one_line(error);
    let room = 114_usize.saturating_sub(tool.chars().count());
    let short: String = error.chars().take(room).collect();
    let more = if short.len() < error.len() { "…" } else { "" };
    format!("{tool}: \"{}{more}\"", short.trim_end())
}

fn status(threads: &[&Thread]) -> &'static str {
    if threads.iter().any(|thread| thread.closed_by.is_some()) {
        "fixed"
    } else if threads.iter().any(|thread| !thread.fixes.is_empty()) {
        "workaround"
    } else if threads
        .iter()
        .any(|thread| thread.state == ThreadState::Open)
    {
        "open"
    } else {
        "unknown"
    }
}

/// The messages with `<*>` for what varies, each once.
fn signatures(threads: &[&Thread]) -> Vec<String> {
    let mut alike: Vec<(String, Vec<String>)> = Vec::new();
    for thread in threads {
        let text = MASKED
            .replace_all(&thread.errors[0].text, VARIES)
            .into_owned();
        let text =
            one_line(&QUANTITY.replace_all(&VARYING.replace_all(&text, VARIES), "${before}<*>"));
        let same = template(&text);
        match alike.iter_mut().find(|(known, _)| *known == same) {
            Some((_, texts)) => texts.push(text),
            None => alike.push((same, vec![text])),
        }
    }
    let signatures = alike.into_iter().map(|(_, texts)| common(&texts));
    signatures.take(SIGNATURES).collect()
}

/// One text for several that differ only in what varies: `<*>` stands where their words differ.
fn common(texts: &[String]) -> String {
    let words: Vec<Vec<&str>> = texts.iter().map(|text| text.split(' ').collect()).collect();
    let first = &words[0];
    let same_length: Vec<&Vec<&str>> = words
        .iter()
        .filter(|other| other.len() == first.len())
        .collect();
    let merged = first.iter().enumerate().map(|(at, word)| {
        let same = |other: &&Vec<&str>| other[at].eq_ignore_ascii_case(word);
        let varies = word.contains(|c: char| c.is_ascii_digit()) && !same_length.iter().all(same);
        if varies { VARIES } else { *word }
    });
    merged.collect::<Vec<_>>().join(" ")
}

/// What the reports printed, where it differs from the signatures.
fn samples(threads: &[&Thread]) -> Vec<String> {
    let mut seen: BTreeSet<String> = signatures(threads).into_iter().collect();
    let printed = threads
        .iter()
        .map(|thread| one_line(&thread.errors[0].text));
    printed
        .filter(|text| seen.insert(text.clone()))
        .take(SAMPLES)
        .collect()
}

/// The threads that the draft cites: those with help first.
fn cited(threads: &[&Thread]) -> Vec<ThreadRef> {
    let mut sorted: Vec<&&Thread> = threads.iter().collect();
    sorted.sort_by_key(|thread| (std::cmp::Reverse(thread.fixes.len()), thread.opened));
    let mut cited: Vec<ThreadRef> = sorted
        .into_iter()
        .take(SOURCES)
        .map(|thread| thread.issue.clone())
        .collect();
    cited.sort_unstable();
    cited
}

fn key(thread: &ThreadRef) -> String {
    format!(
        "{}-{}",
        crate::name::slugify(thread.repo().name()),
        thread.number()
    )
}

fn best_fixes<'t>(threads: &[&'t Thread], cited: &[ThreadRef]) -> Vec<(&'t Thread, &'t ThreadFix)> {
    let mut fixes: Vec<(&Thread, &ThreadFix)> = threads
        .iter()
        .filter(|thread| cited.contains(&thread.issue))
        .flat_map(|thread| thread.fixes.iter().map(move |fix| (*thread, fix)))
        .filter(|(_, fix)| fix.excerpt.is_some())
        .collect();
    fixes.sort_by_key(|(thread, fix)| {
        let liked: u32 = fix
            .reactions
            .iter()
            .filter(|(name, _)| name == "+1" || name == "heart")
            .map(|(_, n)| n)
            .sum();
        let speaks = fix.association.as_deref().is_some_and(speaks_for_project);
        (
            std::cmp::Reverse((fix.confirmed_by.len(), speaks, liked)),
            &thread.issue,
            fix.date,
        )
    });
    fixes.truncate(FIXES);
    fixes
}

fn write_fix(out: &mut String, library: &Library, thread: &Thread, fix: &ThreadFix) {
    let excerpt = fix.excerpt.as_deref().unwrap_or_default();
    let maintainers = library.config.maintainers(thread.issue.repo());
    let author = fix.author.as_deref().unwrap_or("a deleted account");
    let speaks = fix.association.as_deref().is_some_and(speaks_for_project)
        || maintainers
            .iter()
            .any(|known| known.eq_ignore_ascii_case(author));
    let standing = match (speaks, fix.confirmed_by.len()) {
        (true, _) => format!("A maintainer ({author}) answers"),
        (false, 0) => format!("Unconfirmed, {author} writes"),
        (false, n) => format!("{author} writes, confirmed by {n}"),
    };
    let text = format!("{}: \"{}\"", escaped(&standing), escaped(excerpt));
    let _ = writeln!(out, "  - do: {}", scalar(&text));
    let kind = if fix.kind == AnswerKind::Workaround {
        "workaround"
    } else {
        "fix"
    };
    let _ = writeln!(out, "    kind: {kind}");
    let effect = if DESTRUCTIVE.is_match(excerpt) {
        "destructive"
    } else {
        "write"
    };
    let _ = writeln!(out, "    effect: {effect}");
    let evidence = flow_list([key(&thread.issue)]);
    let _ = writeln!(out, "    evidence: {evidence}");
    let outcomes = [
        ("worked", fix.confirmed_by.is_empty()),
        ("failed", fix.rejected_by.is_empty()),
    ];
    if outcomes.iter().any(|(_, none)| !none) {
        out.push_str("    outcomes:\n");
        for (result, _) in outcomes.iter().filter(|(_, none)| !none) {
            let _ = writeln!(out, "      - {{result: {result}, evidence: {evidence}}}");
        }
    }
}

fn open_questions(threads: &[&Thread], without_fix: bool) -> Vec<String> {
    let mut questions = vec![
        "What does this message mean, in one paragraph?".to_owned(),
        "What causes it, and how does a reader tell the causes apart?".to_owned(),
    ];
    if without_fix {
        questions.push("No thread tells what helped: is there a fix or a workaround?".to_owned());
    } else {
        questions.push(
            "Which of the proposed fixes works, for which cause, and what do its commands change?"
                .to_owned(),
        );
    }
    if let Some(thread) = threads.iter().find(|thread| thread.closed_by.is_some()) {
        let by = thread.closed_by.as_ref().expect("just found");
        let what = by
            .pull_request
            .as_ref()
            .map(ToString::to_string)
            .or_else(|| by.commit.clone())
            .unwrap_or_default();
        let version = by.release.as_ref().map_or_else(
            || "since which version is it fixed?".to_owned(),
            |release| format!("is it fixed since {}?", one_line(release)),
        );
        questions.push(format!("{} was closed by {what}: {version}", thread.issue));
    }
    if let Some(disputed) = threads
        .iter()
        .find(|thread| thread.fixes.iter().any(|fix| !fix.rejected_by.is_empty()))
    {
        questions.push(format!(
            "In {} a fix did not help somebody: why?",
            disputed.issue
        ));
    }
    questions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(text: &str) -> String {
        QUANTITY.replace_all(text, "${before}<*>").into_owned()
    }

    #[test]
    fn quantities_vary_and_codes_stay() {
        assert_eq!(
            quantity("timeout of 15000ms exceeded"),
            "timeout of <*> exceeded"
        );
        assert_eq!(quantity("port 3000 is in use"), "port <*> is in use");
        assert_eq!(
            quantity("exit code 127, HTTP 429, error -32000"),
            "exit code 127, HTTP 429, error -32000"
        );
    }

    #[test]
    fn words_with_numbers_that_differ_between_reports_vary() {
        let texts = [
            "failed at step-12 of run 7: E1".to_owned(),
            "Failed at step-9 of run 8: E1".to_owned(),
        ];
        assert_eq!(common(&texts), "failed at <*> of run <*> E1");
        assert_eq!(common(&texts[..1]), "failed at step-12 of run 7: E1");
    }
}
