//! Reads one thread: which error it reports, where it happened, what helped, who says so. A pure function from text to
//! facts; secrets and private data are masked before anything is compared or kept. What cannot be told from the text is
//! left out, not guessed.

mod block;
mod candidate;
mod duplicate;
mod environment;
mod error;
mod fix;
mod line;
mod phrase;
mod prose;
mod raw;
mod reply;
mod score;
mod section;
mod subject;
mod title;

use std::collections::BTreeMap;
use std::fmt;

pub use raw::{RawComment, RawThread};

use crate::mask::{mask, plain};

/// What a thread says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extraction {
    /// The title, masked.
    pub title: String,
    /// The errors it reports, best first; empty where it reports none.
    pub errors: Vec<FoundError>,
    /// Versions and platforms as stated.
    pub environment: BTreeMap<String, String>,
    /// What was proposed or answered in its comments, in their order.
    pub fixes: Vec<FoundFix>,
    /// People in the comments who have the same problem.
    pub also_reported_by: Vec<String>,
    /// `owner/repo#number` of the thread it repeats.
    pub duplicate_of: Option<String>,
}

/// An error message found in a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundError {
    /// The line as printed, masked, at most 1,000 characters.
    pub text: String,
    /// Where it stood.
    pub place: Place,
}

/// Where a message stood in its thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the title.
    Title,
    /// In the opening post.
    Body,
    /// In a comment, by its position in the thread from 0.
    Comment(usize),
}

/// A comment that helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFix {
    /// Its position in the thread, from 0.
    pub comment: usize,
    /// What it offers.
    pub kind: FixKind,
    /// At most 300 characters of it, masked.
    pub excerpt: String,
    /// People who said that it worked.
    pub confirmed_by: Vec<String>,
    /// People who said that it did not.
    pub rejected_by: Vec<String>,
}

/// What a comment offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixKind {
    /// Its writer says it solved the problem, or it was confirmed or merged.
    Fix,
    /// A way around.
    Workaround,
    /// A maintainer's answer.
    Answer,
}

impl Extraction {
    /// Whether the thread reports an error whose message it states.
    pub fn is_error_report(&self) -> bool {
        !self.errors.is_empty()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("title"),
            Self::Body => f.write_str("body"),
            Self::Comment(index) => write!(f, "{}", index + 1),
        }
    }
}

/// A thread with its texts masked.
struct Thread<'a> {
    raw: &'a RawThread,
    title: String,
    body: String,
    comments: Vec<String>,
}

/// Reads a thread.
pub fn extract(raw: &RawThread) -> Extraction {
    let thread = Thread {
        raw,
        title: clean(&raw.title),
        body: clean(&raw.body),
        comments: raw
            .comments
            .iter()
            .map(|comment| clean(&comment.body))
            .collect(),
    };
    let errors = error::errors(&thread);
    let answers = fix::answers(&thread, &errors);
    Extraction {
        environment: environment::environment(&thread.body),
        fixes: answers.fixes,
        also_reported_by: answers.also_reported_by,
        duplicate_of: duplicate::duplicate_of(&thread),
        title: thread.title,
        errors,
    }
}

/// Text from a stranger as it may be kept: nothing invisible, nothing secret.
fn clean(text: &str) -> String {
    mask(&plain(text)).into_owned()
}
