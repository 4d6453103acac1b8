//! Looks up in a published site: a folder that `build` wrote, or an https address. Of the latter,
//! what was fetched is kept in the user's cache folder and used when the site cannot be reached.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::Value as Json;

use super::found::FoundPages;
use super::{Lookup, ToolRow};
use crate::fetch::Web;
use crate::matcher::{Basics, Files, Reader, Source as _, search_log};
use crate::name::EntryId;
use crate::text::Log;

/// A published site that answers.
pub struct PublishedSite {
    files: SiteFiles,
    reader: Reader<SearchFiles>,
}

#[derive(Clone)]
enum SiteFiles {
    Folder(PathBuf),
    Web {
        web: Web,
        base: String,
        cache: Option<PathBuf>,
    },
}

struct SearchFiles(SiteFiles);

impl Files for SearchFiles {
    fn fetch(&self, name: &str) -> Result<Vec<u8>> {
        self.0
            .get(&format!("search/{name}"))?
            .with_context(|| format!("the site has no search/{name}"))
    }
}

impl PublishedSite {
    /// Opens a site: a folder, or an http or https address. `cache` is the folder for what is fetched.
    pub fn open(place: &str, cache: Option<PathBuf>) -> Result<Self> {
        let files = SiteFiles::new(place, cache)?;
        let reader = Reader::open(SearchFiles(files.clone()))
            .with_context(|| format!("{place} has no search that can be read"))?;
        Ok(Self { files, reader })
    }

    fn text(&self, path: &str) -> Result<Option<String>> {
        Ok(self
            .files
            .get(path)?
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }
}

impl Lookup for PublishedSite {
    fn find(&self, log: Log) -> Result<FoundPages> {
        let answer = search_log(&self.reader, log)?;
        Ok(FoundPages::new(answer, &self.files.base()))
    }

    fn page(&self, id: &EntryId) -> Result<Option<String>> {
        self.text(&format!("{id}/index.md"))
    }

    fn entry(&self, id: &EntryId) -> Result<Option<Json>> {
        let text = self.text(&format!("{id}/index.json"))?;
        text.map(|text| serde_json::from_str(&text).context("the entry is not JSON"))
            .transpose()
    }

    fn tools(&self) -> Result<Vec<ToolRow>> {
        let bytes = self
            .files
            .get("errors.json")?
            .context("the site has no errors.json")?;
        tool_rows(&bytes, self.reader.basics())
    }
}

impl SiteFiles {
    fn new(place: &str, cache: Option<PathBuf>) -> Result<Self> {
        if place.starts_with("https://") || place.starts_with("http://") {
            let base = format!("{}/", place.trim_end_matches('/'));
            let folder = blake3::hash(base.as_bytes()).to_hex()[..16].to_owned();
            return Ok(Self::Web {
                web: Web::default(),
                base,
                cache: cache.map(|cache| cache.join(folder)),
            });
        }
        let folder = PathBuf::from(place);
        if !folder.join("search").is_dir() {
            bail!("{place} is neither an https address nor a folder that `fixbook build` wrote");
        }
        Ok(Self::Folder(folder))
    }

    /// The address that the pages have; for a folder, the one it was built for.
    fn base(&self) -> String {
        match self {
            Self::Web { base, .. } => base.clone(),
            Self::Folder(folder) => published_at(folder).unwrap_or_default(),
        }
    }

    fn get(&self, path: &str) -> Result<Option<Vec<u8>>> {
        match self {
            Self::Folder(folder) => match fs::read(folder.join(path)) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error).with_context(|| format!("cannot read {path}")),
            },
            Self::Web { web, base, cache } => from_web(web, base, cache.as_ref(), path),
        }
    }
}

/// A file of a site on the web. Shards carry their content's hash in their names and are asked for once.
fn from_web(web: &Web, base: &str, cache: Option<&PathBuf>, path: &str) -> Result<Option<Vec<u8>>> {
    let kept = cache.map(|cache| cache.join(path));
    let is_shard = path.starts_with("search/") && path.contains('-');
    if is_shard && let Some(bytes) = kept.as_ref().and_then(|kept| fs::read(kept).ok()) {
        return Ok(Some(bytes));
    }
    match web.get(&format!("{base}{path}")) {
        Ok(Some(bytes)) => {
            if let Some(kept) = kept {
                let folder = kept.parent().map(fs::create_dir_all);
                // A cache that cannot be written costs time and nothing else.
                if folder.is_some_and(|made| made.is_ok()) {
                    let _ = fs::write(&kept, &bytes);
                }
            }
            Ok(Some(bytes))
        }
        Ok(None) => Ok(None),
        Err(error) => kept
            .and_then(|kept| fs::read(kept).ok())
            .map(Some)
            .ok_or(error),
    }
}

/// The address a folder was built for, from its errors.json.
fn published_at(folder: &std::path::Path) -> Option<String> {
    let bytes = fs::read(folder.join("errors.json")).ok()?;
    let json: Json = serde_json::from_slice(&bytes).ok()?;
    let row = json["entries"].get(0)?;
    let (url, entry) = (row["url"].as_str()?, row["entry"].as_str()?);
    url.strip_suffix(&format!("{entry}/")).map(str::to_owned)
}

/// The tools of an errors.json.
pub(super) fn tool_rows(errors: &[u8], basics: &Basics) -> Result<Vec<ToolRow>> {
    let json: Json = serde_json::from_slice(errors).context("errors.json is not JSON")?;
    let mut tools: BTreeMap<String, ToolRow> = BTreeMap::new();
    for row in json["entries"].as_array().into_iter().flatten() {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let tool = text("tool");
        let known = tools.entry(tool.clone()).or_insert_with(|| ToolRow {
            name: basics.tool_of(&tool).to_owned(),
            tool,
            category: text("category"),
            entries: 0,
        });
        known.entries += 1;
    }
    Ok(tools.into_values().collect())
}
