//! Decides which errors a thread is about, the main one first. Output weighs more than prose, the text more than the
//! comments, and what the title speaks of more than what merely stands beside it.

use super::Place;
use super::block::{Kind, blocks};
use super::candidate::{Candidate, candidates};
use super::raw::is_bot;
use super::subject::{Subject, subject};
use super::title;
use super::{FoundError, Thread};
use crate::import::template::template;

/// A candidate counts from here on.
const ENOUGH: i32 = 5;
/// In a thread that reads like a wish or a question only what is beyond doubt counts.
const BEYOND_DOUBT: i32 = 9;
/// More than these would be a log, not signatures.
const MOST: usize = 5;

/// The errors of a thread, best first.
pub(super) fn errors(thread: &Thread<'_>) -> Vec<FoundError> {
    let subject = subject(thread.raw);
    if subject == Subject::Other {
        return Vec::new();
    }
    let least = if matches!(subject, Subject::Question | Subject::Wish) {
        BEYOND_DOUBT
    } else {
        ENOUGH
    };
    let words = title::words(title::subject(&thread.title));
    let named = template(&thread.title);
    let support = i32::from(subject == Subject::Bug);
    let weigh = |mut candidate: Candidate| {
        let room = if candidate.output || candidate.score >= 4 {
            3
        } else {
            1
        };
        candidate.score += title::agreement(&words, &candidate.text).min(room);
        let key = template(&candidate.text);
        candidate.score += if key.len() >= 15 && named.contains(&key) {
            4
        } else {
            0
        };
        candidate.score += if candidate.score >= 3 { support } else { 0 };
        candidate
    };
    let mut found = Vec::new();
    for candidate in candidates(&thread.body) {
        push(&mut found, weigh(candidate), Place::Body);
    }
    if best(&found) < least {
        for (number, body) in thread.comments.iter().enumerate() {
            if is_bot(thread.raw.comments[number].author.as_deref()) || !has_output(body) {
                continue;
            }
            for candidate in candidates(body)
                .into_iter()
                .filter(|candidate| candidate.output)
            {
                push(&mut found, weigh(candidate), Place::Comment(number));
            }
        }
    }
    // The title is the last resort: where the text states an error, the title only repeats it, or names its frame.
    let above = best(&found);
    for mut candidate in title::candidates(&thread.title) {
        if above > ENOUGH {
            candidate.score = candidate.score.min(above - 1);
        }
        push_title(&mut found, candidate);
    }
    // A wish quotes what it wants changed; only output shows that something broke.
    found.retain(|(candidate, _)| {
        candidate.score >= least && (subject != Subject::Wish || candidate.output)
    });
    ranked(found)
}

fn best(found: &[(Candidate, Place)]) -> i32 {
    found
        .iter()
        .map(|(candidate, _)| candidate.score)
        .max()
        .unwrap_or(0)
}

fn has_output(text: &str) -> bool {
    blocks(text).iter().any(|block| block.kind == Kind::Code)
}

/// Adds a candidate; one that says the same as an earlier one only strengthens it.
fn push(found: &mut Vec<(Candidate, Place)>, candidate: Candidate, place: Place) {
    let key = template(&candidate.text);
    let same = found
        .iter_mut()
        .find(|(known, _)| template(&known.text) == key);
    match same {
        Some((known, _)) => {
            known.output |= candidate.output;
            known.score = known.score.max(candidate.score) + 1;
        }
        None => found.push((candidate, place)),
    }
}

/// Adds what the title says, without strengthening what the text says.
fn push_title(found: &mut Vec<(Candidate, Place)>, candidate: Candidate) {
    let key = template(&candidate.text);
    if !found.iter().any(|(known, _)| template(&known.text) == key) {
        found.push((candidate, Place::Title));
    }
}

fn ranked(mut found: Vec<(Candidate, Place)>) -> Vec<FoundError> {
    found.sort_by_key(|(candidate, _)| std::cmp::Reverse(candidate.score));
    let mut kept: Vec<FoundError> = Vec::new();
    for (candidate, place) in found {
        let key = template(&candidate.text);
        let repeats = |known: &FoundError| {
            let known = template(&known.text);
            known.contains(&key) || key.contains(&known)
        };
        if kept.len() < MOST && !kept.iter().any(repeats) {
            kept.push(FoundError {
                text: candidate.text,
                place,
            });
        }
    }
    kept
}
