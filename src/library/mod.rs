//! A knowledge base in memory: everything that `content/` says, decoded, with what was wrong in it.
//!
//! Loading reads and decodes in parallel and never stops at a fault: a file that cannot be used is
//! left out and reported. What one field cannot know (unknown causes, missing evidence, two entries
//! alike) is not looked at here; that is [`crate::check`]'s.

mod documents;
mod files;
mod indexed;
mod kept;
mod plain_page;

pub use documents::document;
use files::Named;
pub use files::{BAD_ADDRESS, ContentFiles, FOLDER_LOOP, WRONG_EXTENSION};
pub use indexed::{KeptTerms, index};
pub use kept::Kept;
pub use plain_page::PlainPage;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;

use crate::config::{self, Config};
use crate::entry::{Entry, EntryFile};
use crate::evidence::Thread;
use crate::finding::{Code, Finding, KeyPath, Place, Report};
use crate::name::{EntryId, ThreadRef, Url};
use crate::source::{RelPath, SourceFile};
use crate::tools::{self, Tools};
use crate::yaml::{Context, decode_file, decode_text, parse, read_fault};

/// An evidence file stands where another thread's should.
pub const EVIDENCE_MISPLACED: Code = Code("evidence-misplaced");

/// A knowledge base.
#[derive(Debug, Clone)]
pub struct Library {
    /// The folder that holds fixbook.yaml.
    pub root: PathBuf,
    /// What fixbook.yaml says.
    pub config: Config,
    /// What tools.yaml says.
    pub tools: Tools,
    /// Every entry, by address.
    pub entries: Vec<Entry>,
    /// Every imported thread.
    pub threads: BTreeMap<ThreadRef, StoredThread>,
    /// Every plain page, by name.
    pub pages: Vec<PlainPage>,
    matched: BTreeMap<EntryId, Vec<ThreadRef>>,
}

/// A thread with the hash of its file.
#[derive(Debug, Clone)]
pub struct StoredThread {
    /// The BLAKE3 hash of its file.
    pub hash: [u8; 32],
    /// What its file says.
    pub says: Arc<Thread>,
}

impl std::ops::Deref for StoredThread {
    type Target = Thread;

    fn deref(&self) -> &Thread {
        &self.says
    }
}

/// What loading gives: what could be decoded, what was wrong, and how many entries there are.
#[derive(Debug)]
pub struct Loaded {
    /// Everything that could be decoded.
    pub library: Library,
    /// Faults of shape, in all files.
    pub report: Report,
    /// Entry files there are, broken ones included.
    pub entry_files: usize,
}

impl Loaded {
    /// Decodes again an entry or a thread that was changed in place; false where it is something else, or is broken now, so that
    /// everything has to be loaded.
    pub fn reload(&mut self, path: &RelPath) -> bool {
        let library = &mut self.library;
        let kept = Kept::nothing();
        match Named::of(path) {
            Some(Named::Entry(id)) => {
                let at = library.entries.binary_search_by(|entry| entry.id.cmp(&id));
                let (entry, found) = load_entry(&library.root, &id, path, &kept);
                let (Ok(at), Some(entry)) = (at, entry) else {
                    return false;
                };
                library.entries[at] = entry;
                self.report.replace(path, found);
                true
            }
            Some(Named::Thread(id)) => {
                let (thread, found) = load_thread(&library.root, &id, path, &kept);
                let (true, Some((id, thread))) = (library.threads.contains_key(&id), thread) else {
                    return false;
                };
                library.threads.insert(id, thread);
                library.matched = matches(&library.threads);
                self.report.replace(path, found);
                true
            }
            None => false,
        }
    }
}

impl Library {
    /// Loads the knowledge base in `root`, the folder that holds fixbook.yaml.
    pub fn load(root: &Path) -> Result<Loaded> {
        Self::load_kept(root, &mut Kept::nothing())
    }

    /// The same, without decoding what is kept of files that are unchanged.
    pub fn load_kept(root: &Path, kept: &mut Kept) -> Result<Loaded> {
        kept.begin();
        let mut report = Report::default();
        let files = ContentFiles::find(root, &mut report);
        let config = load_config(root, &mut report);
        let tools = load_tools(root, &mut report);
        let entries = collect(
            files
                .entries
                .par_iter()
                .map(|(id, path)| load_entry(root, id, path, kept)),
            &mut report,
        );
        let threads = collect(
            files
                .evidence
                .par_iter()
                .map(|(id, path)| load_thread(root, id, path, kept)),
            &mut report,
        );
        let pages = collect(
            files
                .pages
                .par_iter()
                .map(|(name, path)| load_page(root, name, path)),
            &mut report,
        );
        kept.end();
        let mut library = Self {
            root: root.to_owned(),
            config,
            tools,
            entries,
            threads: threads.into_iter().collect(),
            pages,
            matched: BTreeMap::new(),
        };
        library.matched = matches(&library.threads);
        Ok(Loaded {
            library,
            report,
            entry_files: files.entries.len(),
        })
    }

    /// The entry at an address.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        self.entries
            .binary_search_by(|entry| entry.id.cmp(id))
            .ok()
            .map(|at| &self.entries[at])
    }

    /// The imported thread, if it was imported.
    pub fn thread(&self, thread: &ThreadRef) -> Option<&StoredThread> {
        self.threads.get(thread)
    }

    /// The threads that the importer matched to an entry, in order.
    pub fn matched(&self, id: &EntryId) -> &[ThreadRef] {
        self.matched.get(id).map_or(&[], Vec::as_slice)
    }
}

fn collect<T: Send>(
    parts: impl ParallelIterator<Item = (Option<T>, Report)>,
    report: &mut Report,
) -> Vec<T> {
    let parts: Vec<(Option<T>, Report)> = parts.collect();
    let mut values = Vec::with_capacity(parts.len());
    for (value, found) in parts {
        values.extend(value);
        report.extend(found);
    }
    values
}

fn matches(threads: &BTreeMap<ThreadRef, StoredThread>) -> BTreeMap<EntryId, Vec<ThreadRef>> {
    let mut matched: BTreeMap<EntryId, Vec<ThreadRef>> = BTreeMap::new();
    for (thread, stored) in threads {
        for pair in &stored.entries {
            matched
                .entry(pair.entry.clone())
                .or_default()
                .push(thread.clone());
        }
    }
    matched
}

fn load_config(root: &Path, report: &mut Report) -> Config {
    let path = RelPath::new(config::FILE);
    let found: Option<(Config, SourceFile)> = decode_file(root, &path, report);
    found.map_or_else(stand_in, |(config, _)| config)
}

/// Stands in for a broken fixbook.yaml, which is an error already, so that the rest is checked too.
fn stand_in() -> Config {
    Config {
        title: "Untitled".to_owned(),
        base_url: Url::parse("https://example.org/").expect("a constant address"),
        description: None,
        repository: None,
        lang: None,
        gate: None,
        faq_data: false,
        import: Vec::new(),
        ignore: Vec::new(),
    }
}

fn load_tools(root: &Path, report: &mut Report) -> Tools {
    let path = RelPath::new(tools::FILE);
    let found: Option<(Tools, SourceFile)> = decode_file(root, &path, report);
    found.map(|(tools, _)| tools).unwrap_or_default()
}

fn load_entry(root: &Path, id: &EntryId, path: &RelPath, kept: &Kept) -> (Option<Entry>, Report) {
    let mut report = Report::default();
    let says = kept.file(root, path, &mut report, |file, report| {
        let node = parse(file, report)?;
        EntryFile::decode_entry(&node, &mut Context { file: path, report })
    });
    let entry = says.map(|(says, hash)| Entry {
        id: id.clone(),
        hash,
        says,
    });
    (entry, report)
}

fn load_thread(
    root: &Path,
    id: &ThreadRef,
    path: &RelPath,
    kept: &Kept,
) -> (Option<(ThreadRef, StoredThread)>, Report) {
    let mut report = Report::default();
    let Some((says, hash)) = kept.file(root, path, &mut report, decode_text::<Thread>) else {
        return (None, report);
    };
    if says.issue != *id {
        let place = Place::value(path, KeyPath::of("issue"));
        let message = format!("`{}` stands in the file of `{id}`", says.issue);
        report.push(
            Finding::error(EVIDENCE_MISPLACED, place, message)
                .label(format!("expected `{id}`"))
                .help(format!("move it to `{}`", Thread::file(&says.issue))),
        );
        return (None, report);
    }
    (Some((id.clone(), StoredThread { hash, says })), report)
}

fn load_page(root: &Path, name: &str, path: &RelPath) -> (Option<PlainPage>, Report) {
    let mut report = Report::default();
    match SourceFile::read(root, path) {
        Ok(file) => (Some(PlainPage::new(name, file)), report),
        Err(fault) => {
            report.push(read_fault(path, &fault));
            (None, report)
        }
    }
}
