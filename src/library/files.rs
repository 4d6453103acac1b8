//! Which files a knowledge base has: walks `content/` and tells entries, evidence and pages apart
//! by their paths. Anything that stands where nothing belongs is a finding.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::finding::{Code, Finding, Place, Report};
use crate::name::{EntryId, RepoName, ThreadRef, is_slug};
use crate::source::RelPath;
use crate::yaml::UNREADABLE_FILE;

/// A file whose path is no address.
pub const BAD_ADDRESS: Code = Code("bad-address");
/// A file that is not `.yaml`.
pub const WRONG_EXTENSION: Code = Code("wrong-extension");
/// A folder that contains itself through a link.
pub const FOLDER_LOOP: Code = Code("folder-loop");

/// The files of a knowledge base, each with the name its path gives it, sorted by name.
#[derive(Debug, Default)]
pub struct ContentFiles {
    /// `content/errors/<tool>/<slug>.yaml`.
    pub entries: Vec<(EntryId, RelPath)>,
    /// `content/evidence/github/<owner>/<repo>/<number>.yaml`.
    pub evidence: Vec<(ThreadRef, RelPath)>,
    /// `content/pages/<name>.md`.
    pub pages: Vec<(String, RelPath)>,
}

impl ContentFiles {
    /// Finds them below `root`.
    pub fn find(root: &Path, report: &mut Report) -> Self {
        let mut files = Self::default();
        for path in walk(root, "content/errors", report) {
            if let Some(id) = entry_address(&path, report) {
                files.entries.push((id, path));
            }
        }
        for path in walk(root, "content/evidence", report) {
            if let Some(thread) = thread_address(&path, report) {
                files.evidence.push((thread, path));
            }
        }
        for path in walk(root, "content/pages", report) {
            if let Some(name) = page_name(&path, report) {
                files.pages.push((name, path));
            }
        }
        files.entries.sort();
        files.evidence.sort();
        files.pages.sort();
        files
    }
}

/// What the path of a file says that it is.
pub(super) enum Named {
    Entry(EntryId),
    Thread(ThreadRef),
}

impl Named {
    /// An entry or a thread, where the path is that of one.
    pub(super) fn of(path: &RelPath) -> Option<Self> {
        let mut faults = Report::default();
        entry_address(path, &mut faults)
            .map(Self::Entry)
            .or_else(|| thread_address(path, &mut faults).map(Self::Thread))
    }
}

fn walk(root: &Path, folder: &str, report: &mut Report) -> Vec<RelPath> {
    let top = root.join(folder);
    if !top.exists() {
        return Vec::new();
    }
    let visible = |entry: &DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    let mut paths = Vec::new();
    for entry in WalkDir::new(&top)
        .follow_links(true)
        .into_iter()
        .filter_entry(visible)
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                paths.push(RelPath::below(root, entry.path()));
            }
            Ok(_) => {}
            Err(error) => {
                let path = RelPath::below(root, error.path().unwrap_or(&top));
                let finding = if error.loop_ancestor().is_some() {
                    Finding::error(
                        FOLDER_LOOP,
                        Place::whole(&path),
                        "a link leads back to a folder above it",
                    )
                    .consequence("what is behind the link was left out")
                    .help(format!("remove the link: `rm {path}`"))
                } else {
                    Finding::error(
                        UNREADABLE_FILE,
                        Place::whole(&path),
                        format!("cannot be read: {error}"),
                    )
                    .help(format!(
                        "make it readable, for example `chmod -R u+rX {path}`"
                    ))
                };
                report.push(finding);
            }
        }
    }
    paths
}

fn entry_address(path: &RelPath, report: &mut Report) -> Option<EntryId> {
    let below = path.as_str().strip_prefix("content/errors/")?;
    let Some(address) = below.strip_suffix(".yaml") else {
        report.push(wrong_extension(path, "yaml", ".yml"));
        return None;
    };
    let id = EntryId::parse(address);
    if id.is_none() {
        report.push(
            Finding::error(BAD_ADDRESS, Place::whole(path), format!("`{address}` is not the address of an entry"))
                .label("expected `content/errors/<tool>/<slug>.yaml`")
                .consequence("tool and slug have lower-case letters, digits and single `-`, at most 80 characters")
                .help("rename the file; its path is the page's address"),
        );
    }
    id
}

fn thread_address(path: &RelPath, report: &mut Report) -> Option<ThreadRef> {
    let below = path.as_str().strip_prefix("content/evidence/")?;
    if below.ends_with("/cursor.yaml") {
        return None;
    }
    let found = below
        .strip_prefix("github/")
        .and_then(|below| below.strip_suffix(".yaml"))
        .and_then(|name| {
            let (repo, number) = name.rsplit_once('/')?;
            RepoName::parse(repo)?;
            ThreadRef::parse(&format!("{repo}#{number}"))
        });
    if found.is_none() {
        report.push(
            Finding::error(
                BAD_ADDRESS,
                Place::whole(path),
                "not the place of an evidence file",
            )
            .label("expected `content/evidence/github/<owner>/<repo>/<number>.yaml`")
            .help("move it; `fixbook import --cited` fetches what entries cite"),
        );
    }
    found
}

fn page_name(path: &RelPath, report: &mut Report) -> Option<String> {
    let below = path.as_str().strip_prefix("content/pages/")?;
    let Some(name) = below.strip_suffix(".md") else {
        report.push(wrong_extension(path, "md", ".markdown"));
        return None;
    };
    if !is_slug(name) {
        report.push(
            Finding::error(
                BAD_ADDRESS,
                Place::whole(path),
                format!("`{name}` is not the name of a page"),
            )
            .label("expected `content/pages/<name>.md`")
            .help("rename it: lower-case letters, digits and single `-`"),
        );
        return None;
    }
    Some(name.to_owned())
}

fn wrong_extension(path: &RelPath, wanted: &str, usual: &str) -> Finding {
    let stem = path.as_str().strip_suffix(usual).unwrap_or(path.as_str());
    Finding::warning(
        WRONG_EXTENSION,
        Place::whole(path),
        format!("not a `.{wanted}` file"),
    )
    .consequence("it is left out")
    .help(format!(
        "`git mv {path} {stem}.{wanted}`, or move it elsewhere"
    ))
}
