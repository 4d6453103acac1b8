//! Whether two error messages are the same error. Word by word, since one telling word keeps two errors apart.

use std::collections::BTreeSet;

use super::Member;
use super::core::{Core, core, words};
use crate::import::template::{VARIES, template};

/// A member prepared for comparison.
pub(super) struct Facts<'a> {
    pub(super) repo: &'a str,
    pub(super) core: Core,
    whole: String,
    title: BTreeSet<String>,
    generic: bool,
}

impl<'a> Facts<'a> {
    pub(super) fn new(member: &Member<'a>) -> Self {
        let core = core(member.error);
        Self {
            repo: member.thread.split('#').next().unwrap_or_default(),
            whole: template(member.error),
            title: words(&template(member.title))
                .into_iter()
                .filter(|word| is_telling(word))
                .collect(),
            generic: core.words.iter().filter(|word| is_telling(word)).count() == 0,
            core,
        }
    }
}

/// Whether two threads report the same error.
pub(super) fn same(left: &Facts<'_>, right: &Facts<'_>) -> bool {
    let (a, b) = (&left.core, &right.core);
    if a.words.is_empty()
        || b.words.is_empty()
        || statuses(a, left) != statuses(b, right) && !a.relay.is_empty() && !b.relay.is_empty()
    {
        return false;
    }
    let near = left.repo == right.repo;
    if left.whole == right.whole {
        return near || (!a.runtime && (!left.generic || left.whole.len() >= 30));
    }
    if (a.runtime || b.runtime) && !near {
        return false;
    }
    if left.generic || right.generic {
        return a.words == b.words && (near || shares_a_name(left, right));
    }
    a.words == b.words || nearly(&a.words, &b.words) || relayed(left, right)
}

/// Whether one message is the other cut short: the same error, unless others continue it differently.
pub(super) fn shortens(short: &Facts<'_>, long: &Facts<'_>) -> bool {
    let (a, b) = (&short.core, &long.core);
    let runtime = a.runtime || b.runtime;
    let statuses = (statuses(a, short), statuses(b, long));
    a.words.len() < b.words.len()
        && !short.generic
        && (!runtime || short.repo == long.repo)
        && (a.relay.is_empty() || b.relay.is_empty() || statuses.0 == statuses.1)
        && cut_short(&a.words, &b.words)
}

/// Statuses and codes in the words before an answer.
fn statuses<'a>(core: &'a Core, facts: &'a Facts<'_>) -> BTreeSet<&'a str> {
    let words = if core.relay.is_empty() {
        &facts.core.words
    } else {
        &core.relay
    };
    words
        .iter()
        .map(String::as_str)
        .filter(|word| is_status(word))
        .collect()
}

fn is_status(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Titles or repositories that name the same product.
fn shares_a_name(left: &Facts<'_>, right: &Facts<'_>) -> bool {
    let names = |facts: &Facts<'_>| {
        words(&facts.repo.to_lowercase())
            .into_iter()
            .filter(|word| word.len() > 3 && is_telling(word))
            .collect::<BTreeSet<_>>()
    };
    !names(left).is_disjoint(&names(right))
}

/// Whether the shorter is a telling part of the longer, whole and in one piece.
fn cut_short(left: &[String], right: &[String]) -> bool {
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    let telling = short.iter().filter(|word| is_telling(word)).count();
    let at = long.windows(short.len()).position(|window| window == short);
    match at {
        Some(0) => short.len() >= 3 && telling >= 2,
        Some(_) => short.len() >= 4 && telling >= 2 && long.len() <= short.len() * 3,
        None => false,
    }
}

/// Whether the words align in order but for few that tell nothing, or that vary in one of the two.
fn nearly(left: &[String], right: &[String]) -> bool {
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    if short.len() < 4 {
        return false;
    }
    let (shared, odd) = align(short, long);
    let missed = odd.iter().filter(|word| is_telling(word)).count();
    let wild = short
        .iter()
        .chain(long)
        .filter(|word| *word == VARIES)
        .count();
    shared * 10 >= short.len() * 8 && missed <= wild.min(2) && shared >= 4
}

/// The length of the longest common subsequence, and the words of both that are not in it.
fn align<'a>(left: &'a [String], right: &'a [String]) -> (usize, Vec<&'a str>) {
    let width = right.len() + 1;
    let mut best = vec![0usize; (left.len() + 1) * width];
    for (row, a) in left.iter().enumerate().rev() {
        for (column, b) in right.iter().enumerate().rev() {
            let here = row * width + column;
            best[here] = if a == b {
                best[here + width + 1] + 1
            } else {
                best[here + width].max(best[here + 1])
            };
        }
    }
    let (mut row, mut column, mut odd) = (0, 0, Vec::new());
    while row < left.len() && column < right.len() {
        if left[row] == right[column] {
            row += 1;
            column += 1;
        } else if best[(row + 1) * width + column] >= best[row * width + column + 1] {
            odd.push(left[row].as_str());
            row += 1;
        } else {
            odd.push(right[column].as_str());
            column += 1;
        }
    }
    odd.extend(
        left[row..]
            .iter()
            .chain(&right[column..])
            .map(String::as_str),
    );
    (best[0], odd)
}

/// The same relay and status, related messages and titles: one server words one failure in several ways.
fn relayed(left: &Facts<'_>, right: &Facts<'_>) -> bool {
    let (a, b) = (&left.core, &right.core);
    let shared = |left: &[String], right: &[String]| {
        left.iter()
            .filter(|word| is_telling(word) && right.contains(word))
            .count()
    };
    a.relay.len() >= 4
        && a.relay == b.relay
        && left.repo == right.repo
        && shared(&a.words, &b.words) >= 1
        && left.title.intersection(&right.title).count() >= 3
}

/// Whether a word tells one error from another.
fn is_telling(word: &str) -> bool {
    word != VARIES && word.chars().count() > 2 && !UNTELLING.contains(&word)
}

/// Words of grammar and of failure in general.
const UNTELLING: &[&str] = &[
    "the",
    "and",
    "for",
    "with",
    "not",
    "this",
    "that",
    "are",
    "was",
    "has",
    "have",
    "had",
    "been",
    "can",
    "could",
    "couldn",
    "cannot",
    "does",
    "did",
    "doesn",
    "from",
    "while",
    "when",
    "your",
    "you",
    "its",
    "our",
    "any",
    "all",
    "but",
    "too",
    "also",
    "into",
    "than",
    "then",
    "there",
    "error",
    "errors",
    "failed",
    "fail",
    "failure",
    "fails",
    "exception",
    "unexpected",
    "unknown",
    "internal",
    "occurred",
    "request",
    "connection",
    "network",
    "server",
    "client",
    "found",
    "invalid",
    "unable",
    "something",
    "went",
    "wrong",
    "response",
    "message",
    "code",
    "status",
    "http",
    "https",
    "api",
    "fatal",
    "bad",
    "null",
    "undefined",
    "true",
    "false",
    "timeout",
    "timed",
    "out",
    "closed",
    "refused",
    "lost",
    "reset",
    "404",
    "400",
    "401",
    "403",
    "500",
    "502",
    "503",
    "504",
    "429",
    "gateway",
    "unavailable",
    "service",
    "denied",
    "unauthorized",
    "forbidden",
    "bug",
    "issue",
    "problem",
    "persists",
];
