//! Evidence: an imported GitHub issue or pull request ("thread") as it is stored. Data and its
//! decoding; fetching and writing are the importer's.

mod confidence;
mod vocabulary;
mod write;

pub use confidence::Confidence;
pub use vocabulary::{AnswerKind, Gone, ThreadKind, ThreadState};

use serde_json::Value as Json;

use crate::name::{EntryId, ThreadRef, Url};
use crate::yaml::{Day, Decode, Defs, record};

record! {
    /// One thread: what was reported, what helped, who said so. Written by the importer.
    pub struct Thread("an evidence file") {
        /// `owner/repo#123`.
        required issue: ThreadRef,
        /// Its address.
        required url: Url,
        /// Its title, masked.
        required title: String,
        /// `issue` or `pull_request`.
        required kind: ThreadKind,
        /// open, closed, or merged (pull requests).
        required state: ThreadState,
        /// Why it was closed, in GitHub's words.
        optional state_reason: String,
        /// Its labels.
        list labels: String,
        /// Who opened it; absent where the account is gone.
        optional author: String,
        /// What the author is to the repository, in GitHub's words.
        optional association: String,
        /// When it was opened.
        optional opened: Day,
        /// When it was closed.
        optional closed: Day,
        /// The newest date among the facts kept here.
        optional updated: Day,
        /// Reactions to the opening post, by kind.
        map reactions: u32,
        /// Signatures found, best first.
        list errors: ThreadError,
        /// Versions and platforms as stated.
        map environment: String,
        /// What was proposed or done.
        list fixes: ThreadFix,
        /// What closed it.
        optional closed_by: ClosedBy,
        /// The thread it repeats.
        optional duplicate_of: ThreadRef,
        /// Independent people in the comments with the same error.
        list also_reported_by: String,
        /// The entries it was matched to.
        list entries: Matched,
        /// Set when GitHub no longer has the thread.
        optional gone: Gone,
        /// Where the thread was moved to.
        optional moved_to: ThreadRef,
    }
}

record! {
    /// An error text found in a thread.
    pub struct ThreadError("an error of a thread") short(|_| "text"; "text") {
        /// The line as printed, masked, at most 1,000 characters.
        required text: String,
        /// title, body, or the comment's number.
        optional r#where: String,
    }
}

record! {
    /// A comment that proposes or reports a fix.
    pub struct ThreadFix("a fix of a thread") {
        /// The comment's permanent address.
        optional url: Url,
        /// When it was written.
        optional date: Day,
        /// Who wrote it; absent where the account is gone.
        optional author: String,
        /// What the author is to the repository, in GitHub's words.
        optional association: String,
        /// fix, workaround or answer.
        required kind: AnswerKind,
        /// At most 300 characters of it, masked; absent when the comment was deleted.
        optional excerpt: String,
        /// Reactions to the comment, by kind.
        map reactions: u32,
        /// People who said that it worked.
        list confirmed_by: String,
        /// People who said that it did not.
        list rejected_by: String,
        /// Set when GitHub no longer has the comment.
        optional gone: Gone,
    }
}

record! {
    /// What closed a thread.
    pub struct ClosedBy("what closed a thread") {
        /// The merged pull request.
        optional pull_request: ThreadRef,
        /// The commit.
        optional commit: String,
        /// The first release that holds it.
        optional release: String,
        /// When.
        optional date: Day,
    }
}

record! {
    /// An entry that a thread was matched to.
    pub struct Matched("a matched entry") short(|_| "entry"; "entry") {
        /// Its address.
        required entry: EntryId,
        /// How well, from 0 to 1.
        optional score: f64,
    }
}

impl Thread {
    /// The schema of an evidence file.
    pub fn document() -> Json {
        let mut defs = Defs::default();
        let root = Self::schema(&mut defs);
        defs.document("evidence", root)
    }

    /// The stored file of a thread.
    pub fn file(thread: &ThreadRef) -> crate::source::RelPath {
        crate::source::RelPath::new(format!(
            "content/evidence/github/{}/{}/{}.yaml",
            thread.repo().owner(),
            thread.repo().name(),
            thread.number()
        ))
    }
}

/// Whether GitHub's word for somebody's place in a repository speaks for the project.
pub fn speaks_for_project(association: &str) -> bool {
    matches!(association, "OWNER" | "MEMBER" | "COLLABORATOR")
}
