//! What a claim cites.

use super::vocabulary::Role;
use crate::name::{Markdown, ThreadRef, Url};
use crate::yaml::{Day, record};

record! {
    /// A page or a thread that claims cite by its key. A plain text is an address or `owner/repo#123`.
    pub struct Source("a source") short(source_key; "url", "issue") {
        /// Its address.
        optional url: Url,
        /// The thread, `owner/repo#123`.
        optional issue: ThreadRef,
        /// The comment that is meant: its address or number.
        optional comment: String,
        /// What it is to the claims; known from the address or the evidence file where it is not said.
        optional role: Role,
        /// What it says, in your words.
        optional says: Markdown,
        /// When it was written or read.
        optional date: Day,
        /// Its title.
        optional title: String,
    }
}

fn source_key(text: &str) -> &'static str {
    if ThreadRef::parse(text).is_some() {
        "issue"
    } else {
        "url"
    }
}

impl Source {
    /// Where a reader finds it: the comment's address, the thread's, or the page's.
    pub fn address(&self) -> String {
        let comment = self.comment.as_deref().unwrap_or("");
        if Url::parse(comment).is_some() {
            return comment.to_owned();
        }
        match (&self.url, &self.issue) {
            (Some(url), _) => url.to_string(),
            (None, Some(thread))
                if comment.bytes().all(|byte| byte.is_ascii_digit()) && !comment.is_empty() =>
            {
                format!("{}#issuecomment-{comment}", thread.url())
            }
            (None, Some(thread)) => thread.url(),
            (None, None) => String::new(),
        }
    }
}
