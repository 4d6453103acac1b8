//! Where the next import of a repository goes on: `cursor.yaml` beside its evidence. It moves after the evidence
//! it stands for is on the disk, and remembers the filter it was made with, so that a changed one starts over.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;

use crate::config::{ImportSource, ThreadFilter};
use crate::finding::Report;
use crate::name::RepoName;
use crate::source::RelPath;
use crate::yaml::{decode_file, flow_list, record, scalar};

/// Which version of the extraction the evidence was made with.
pub const EXTRACTOR: u32 = 1;

record! {
    /// The stored form.
    pub struct CursorFile("a cursor") {
        /// Numeric id of the repository.
        required repository: String,
        /// Version of the extraction.
        required extractor: u32,
        /// The filter it was made with.
        required filter: String,
        /// Time of the last change that was taken in.
        required updated_at: String,
        /// Id of that thread.
        required id: String,
        /// Set while a walk is under way: where it began.
        optional walking_since: String,
        /// Numbers of threads that could not be read, or not wholly; the next run looks at them again.
        list unread: String,
    }
}

/// Where an import stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Numeric id of the repository, which a rename does not change.
    pub repository: u64,
    /// The version of the extraction that read the threads up to here.
    pub extractor: u32,
    /// The filter it was made with.
    pub filter: String,
    /// The last change that was taken in, and the thread's id.
    pub at: (Timestamp, u64),
    /// Where the walk under way began; absent once it is done.
    pub walking_since: Option<Timestamp>,
    /// Numbers of threads that could not be read, or not wholly.
    pub unread: BTreeSet<u64>,
}

impl Cursor {
    /// The file of a repository's cursor.
    pub fn file(repo: &RepoName) -> RelPath {
        RelPath::new(format!(
            "content/evidence/github/{}/{}/cursor.yaml",
            repo.owner(),
            repo.name()
        ))
    }

    /// The stored cursor; one that cannot be read counts as none, since a walk too many harms nothing.
    pub fn load(root: &Path, repo: &RepoName) -> Option<Self> {
        let path = Self::file(repo);
        if !path.on(root).is_file() {
            return None;
        }
        let (file, _): (CursorFile, _) = decode_file(root, &path, &mut Report::default())?;
        Some(Self {
            repository: file.repository.parse().ok()?,
            extractor: file.extractor,
            filter: file.filter,
            at: (file.updated_at.parse().ok()?, file.id.parse().ok()?),
            walking_since: file.walking_since.and_then(|since| since.parse().ok()),
            unread: file.unread.iter().filter_map(|n| n.parse().ok()).collect(),
        })
    }

    /// The text of its file.
    pub fn to_yaml(&self) -> String {
        let mut text = String::from("# Written by `fixbook import`: where the next one goes on.\n");
        let _ = writeln!(text, "repository: {}", self.repository);
        let _ = writeln!(text, "extractor: {}", self.extractor);
        let _ = writeln!(text, "filter: {}", scalar(&self.filter));
        let _ = writeln!(text, "updated_at: {}", self.at.0);
        let _ = writeln!(text, "id: {}", self.at.1);
        if let Some(since) = self.walking_since {
            let _ = writeln!(text, "walking_since: {since}");
        }
        if !self.unread.is_empty() {
            let numbers = self.unread.iter().map(ToString::to_string);
            let _ = writeln!(text, "unread: {}", flow_list(numbers));
        }
        text
    }
}

/// The word of a state, as GitHub's listing takes it.
pub(super) fn state_word(source: &ImportSource) -> &'static str {
    match source.state {
        Some(ThreadFilter::Open) => "open",
        Some(ThreadFilter::Closed) => "closed",
        Some(ThreadFilter::All) | None => "all",
    }
}

/// What of a source decides which threads a walk lists.
pub(super) fn filter_of(source: &ImportSource) -> String {
    let mut labels = source.labels.clone();
    labels.sort_unstable();
    let since = source
        .since
        .map_or("the beginning".to_owned(), |day| day.to_string());
    format!(
        "{} {} since {since}",
        state_word(source),
        flow_list(&labels)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_as_it_was_written() {
        let root = tempfile::tempdir().expect("a folder");
        let repo = RepoName::parse("example/project").expect("a name");
        let cursor = Cursor {
            repository: 12,
            extractor: EXTRACTOR,
            filter: "all [bug, 'a: b'] since 2026-01-01".to_owned(),
            at: ("2026-05-29T10:00:00Z".parse().expect("a time"), 99),
            walking_since: Some(Timestamp::UNIX_EPOCH),
            unread: [3, 12].into(),
        };
        let path = Cursor::file(&repo).on(root.path());
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, cursor.to_yaml()).expect("written");
        assert_eq!(Cursor::load(root.path(), &repo), Some(cursor));
    }

    #[test]
    fn a_broken_cursor_is_none() {
        let root = tempfile::tempdir().expect("a folder");
        let repo = RepoName::parse("example/project").expect("a name");
        assert_eq!(Cursor::load(root.path(), &repo), None);
        let path = Cursor::file(&repo).on(root.path());
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, "repository: [").expect("written");
        assert_eq!(Cursor::load(root.path(), &repo), None);
    }
}
