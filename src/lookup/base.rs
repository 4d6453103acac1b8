//! Looks up in a knowledge base. What a site would publish, as it would publish it, kept in
//! `.fixbook/` and built into memory where that folder cannot be written. Edits that come while it answers are noticed by stamps.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, RwLock};

use anyhow::{Context, Result, anyhow};
use serde_json::Value as Json;

use super::found::FoundPages;
use super::{Lookup, ToolRow, stamp};
use crate::library::{self, Kept, KeptTerms, Library};
use crate::live::Live;
use crate::matcher::{self, Files, MANIFEST, Reader, Source as _, search_log};
use crate::memo::CACHE;
use crate::name::EntryId;
use crate::site::{Drafts, Options};
use crate::text::Log;

/// The index, in the folder of caches.
const FOLDER: &str = "search";
const STAMP: &str = "stamp";

/// A knowledge base that answers.
pub struct KnowledgeBase {
    root: PathBuf,
    search: RwLock<Search>,
    /// Opened when a page is asked for.
    site: Mutex<Option<Live>>,
}

/// The search over a knowledge base as its files were at one time.
struct Search {
    stamp: String,
    base_url: String,
    reader: Reader<IndexFiles>,
}

impl Search {
    fn open(root: &Path, stamp: String) -> Result<Self> {
        let (files, base_url) = index(root, &stamp)?;
        Ok(Self {
            stamp,
            base_url,
            reader: Reader::open(files)?,
        })
    }
}

enum IndexFiles {
    Folder(PathBuf),
    Memory(BTreeMap<String, Vec<u8>>),
}

impl Files for IndexFiles {
    fn fetch(&self, name: &str) -> Result<Vec<u8>> {
        match self {
            Self::Folder(folder) => fs::read(folder.join(name))
                .with_context(|| format!("cannot read the index file {name}")),
            Self::Memory(files) => files
                .get(name)
                .cloned()
                .ok_or_else(|| anyhow!("the index has no file {name}")),
        }
    }
}

impl KnowledgeBase {
    /// Opens the knowledge base in `root`, making its index anew where content changed.
    pub fn open(root: &Path) -> Result<Self> {
        Ok(Self {
            root: root.to_owned(),
            search: RwLock::new(Search::open(root, stamp::of(root))?),
            site: Mutex::default(),
        })
    }

    /// A file as the site would have it.
    fn file(&self, path: &str) -> Result<Option<String>> {
        let mut site = self.site.lock().expect("no holder panics");
        if site.is_none() {
            let options = Options {
                base_url: None,
                drafts: Drafts::Built,
            };
            let cache = self.root.join(CACHE);
            *site = Some(Live::open(&self.root, &cache, options, None)?);
        }
        let site = site.as_mut().expect("opened above");
        site.file(path)?
            .map(|bytes| String::from_utf8(bytes).context("a page is not UTF-8"))
            .transpose()
    }
}

impl Lookup for KnowledgeBase {
    fn refresh(&self) -> Result<()> {
        let stamp = stamp::of(&self.root);
        let known = self.search.read().expect("no holder panics");
        if known.stamp == stamp {
            return Ok(());
        }
        drop(known);
        let mut site = self.site.lock().expect("no holder panics");
        if let Some(live) = site.as_mut() {
            live.follow(&[self.root.join("content")])?;
        }
        let search = Search::open(&self.root, stamp)?;
        *self.search.write().expect("no holder panics") = search;
        Ok(())
    }

    fn find(&self, log: Log) -> Result<FoundPages> {
        let search = self.search.read().expect("no holder panics");
        let answer = search_log(&search.reader, log)?;
        Ok(FoundPages::new(answer, &search.base_url))
    }

    fn page(&self, id: &EntryId) -> Result<Option<String>> {
        self.file(&format!("{id}/index.md"))
    }

    fn entry(&self, id: &EntryId) -> Result<Option<Json>> {
        let text = self.file(&format!("{id}/index.json"))?;
        text.map(|text| serde_json::from_str(&text).context("an entry is not JSON"))
            .transpose()
    }

    fn tools(&self) -> Result<Vec<ToolRow>> {
        let text = self.file("errors.json")?.unwrap_or_default();
        let search = self.search.read().expect("no holder panics");
        super::site::tool_rows(text.as_bytes(), search.reader.basics())
    }
}

/// The index files of a knowledge base, and the address its pages have.
fn index(root: &Path, now: &str) -> Result<(IndexFiles, String)> {
    let folder = root.join(CACHE).join(FOLDER);
    let kept = fs::read_to_string(folder.join(STAMP)).unwrap_or_default();
    if let Some((stamp, base)) = kept.split_once('\n')
        && stamp == now
        && folder.join(MANIFEST).is_file()
    {
        return Ok((IndexFiles::Folder(folder), base.trim().to_owned()));
    }
    let cache = root.join(CACHE);
    let library = Library::load_kept(root, &mut Kept::open(&cache))?.library;
    let base = library.config.base();
    let drafts =
        |entry: &&crate::entry::Entry| entry.asked_state() == crate::entry::State::Published;
    let entries: Vec<_> = library
        .entries
        .iter()
        .filter(drafts)
        .map(|entry| (entry, "published"))
        .collect();
    let mut terms = KeptTerms::open(&cache);
    let index = library::index(&entries, &library.tools, &terms);
    terms.turn();
    let files: BTreeMap<String, Vec<u8>> = matcher::write(&index).into_iter().collect();
    Ok(match keep(&folder, &files, &format!("{now}\n{base}\n")) {
        Ok(()) => (IndexFiles::Folder(folder), base),
        // A read-only folder is no reason not to answer.
        Err(_) => (IndexFiles::Memory(files), base),
    })
}

/// Writes the files beside the old ones and swaps, so that a reader at the same time sees one or the other.
fn keep(folder: &Path, files: &BTreeMap<String, Vec<u8>>, stamp: &str) -> Result<()> {
    let next = folder.with_extension(format!("next-{}", std::process::id()));
    let written = (|| -> Result<()> {
        fs::create_dir_all(&next)?;
        for (name, bytes) in files {
            fs::write(next.join(name), bytes)?;
        }
        fs::write(next.join(STAMP), stamp)?;
        let _ = fs::remove_dir_all(folder);
        fs::rename(&next, folder)?;
        Ok(())
    })();
    if written.is_err() {
        let _ = fs::remove_dir_all(&next);
    }
    written
}
