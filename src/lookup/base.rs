//! Looks up in a knowledge base. What a site would publish, as it would publish it, kept in
//! `.fixbook/` and built into memory where that folder cannot be written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow};
use serde_json::Value as Json;

use super::found::FoundPages;
use super::{Lookup, ToolRow, stamp};
use crate::check;
use crate::library::{Library, document};
use crate::matcher::{self, Files, Index, MANIFEST, Reader, search_log};
use crate::name::EntryId;
use crate::sink::MemorySink;
use crate::site::{self, Drafts, Memo, Options};
use crate::text::Log;
use crate::theme::Theme;

const FOLDER: &str = ".fixbook/search";
const STAMP: &str = "stamp";

/// A knowledge base that answers.
pub struct KnowledgeBase {
    root: PathBuf,
    base_url: String,
    reader: Reader<IndexFiles>,
    site: OnceLock<BTreeMap<String, Vec<u8>>>,
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
        let (files, base_url) = index(root)?;
        Ok(Self {
            root: root.to_owned(),
            base_url,
            reader: Reader::open(files)?,
            site: OnceLock::new(),
        })
    }

    /// The files that the site would have, built once when a page is asked for.
    fn site(&self) -> Result<&BTreeMap<String, Vec<u8>>> {
        if let Some(files) = self.site.get() {
            return Ok(files);
        }
        let library = Library::load(&self.root)?.library;
        let checked = check::run(&library, None);
        let mut theme = Theme::load(&self.root)?;
        let sink = MemorySink::default();
        let options = Options {
            base_url: None,
            drafts: Drafts::Built,
        };
        site::build(
            &library,
            &checked.verdicts,
            &mut theme,
            &options,
            &Memo::nothing(),
            &sink,
        )?;
        Ok(self.site.get_or_init(|| sink.into_files()))
    }

    fn file(&self, path: &str) -> Result<Option<String>> {
        let bytes = self.site()?.get(path);
        bytes
            .map(|bytes| String::from_utf8(bytes.clone()).context("a page is not UTF-8"))
            .transpose()
    }
}

impl Lookup for KnowledgeBase {
    fn find(&self, log: Log) -> Result<FoundPages> {
        let answer = search_log(&self.reader, log)?;
        Ok(FoundPages::new(answer, &self.base_url))
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
        super::site::tool_rows(text.as_bytes())
    }
}

/// The index files of a knowledge base, and the address its pages have.
fn index(root: &Path) -> Result<(IndexFiles, String)> {
    let folder = root.join(FOLDER);
    let now = stamp::of(root);
    let kept = fs::read_to_string(folder.join(STAMP)).unwrap_or_default();
    if let Some((stamp, base)) = kept.split_once('\n')
        && stamp == now
        && folder.join(MANIFEST).is_file()
    {
        return Ok((IndexFiles::Folder(folder), base.trim().to_owned()));
    }
    let library = Library::load(root)?.library;
    let base = library.config.base();
    let drafts =
        |entry: &&crate::entry::Entry| entry.asked_state() == crate::entry::State::Published;
    let entries: Vec<_> = library.entries.iter().filter(drafts).collect();
    let documents: Vec<_> = entries
        .iter()
        .map(|entry| document(entry, &library.tools, "published"))
        .collect();
    let files: BTreeMap<String, Vec<u8>> = matcher::write(&Index::build(&documents))
        .into_iter()
        .collect();
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
