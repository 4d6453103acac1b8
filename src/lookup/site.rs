//! Looks up in a published site: a folder that `build` wrote, or an https address. Of the latter,
//! what was fetched is kept in the user's cache folder and used when the site cannot be reached.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use anyhow::{Context, Result, bail};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde_json::Value as Json;

use super::found::FoundPages;
use super::web::WebSite;
use super::{Lookup, ToolRow};
use crate::matcher::{Answer, Basics, Files, MANIFEST, Reader, Source as _, search_log};
use crate::name::EntryId;
use crate::text::Log;

/// Requests that are made at the same time.
const AT_ONCE: usize = 8;

/// A published site that answers.
pub struct PublishedSite {
    files: Arc<SiteFiles>,
    search: RwLock<Search>,
    /// For requests, which wait more than they work.
    pool: Option<ThreadPool>,
}

/// The search of a site by one manifest.
struct Search {
    manifest: Vec<u8>,
    reader: Reader<SearchFiles>,
}

enum SiteFiles {
    Folder(PathBuf),
    Web(WebSite),
}

/// The files of the search index; `anew` asks for them whatever is kept.
struct SearchFiles {
    site: Arc<SiteFiles>,
    anew: bool,
}

impl Files for SearchFiles {
    fn fetch(&self, name: &str) -> Result<Vec<u8>> {
        self.site.of_index(name, self.anew)
    }
}

impl Search {
    fn open(site: &Arc<SiteFiles>, anew: bool) -> Result<Self> {
        let manifest = site.of_index(MANIFEST, anew)?;
        let files = SearchFiles {
            site: Arc::clone(site),
            anew,
        };
        let reader = Reader::of_manifest(&manifest, files)?;
        if let SiteFiles::Web(web) = &**site {
            web.tidy(|| reader.names());
        }
        Ok(Self { manifest, reader })
    }
}

impl PublishedSite {
    /// Opens a site: a folder, or an http or https address. `cache` is the folder for what is fetched.
    pub fn open(place: &str, cache: Option<PathBuf>) -> Result<Self> {
        let files = Arc::new(SiteFiles::new(place, cache)?);
        let search = Search::open(&files, false)
            .with_context(|| format!("{place} has no search that can be read"))?;
        let pool = match *files {
            SiteFiles::Folder(_) => None,
            SiteFiles::Web(_) => Some(ThreadPoolBuilder::new().num_threads(AT_ONCE).build()?),
        };
        Ok(Self {
            files,
            search: RwLock::new(search),
            pool,
        })
    }

    fn text(&self, path: &str) -> Result<Option<String>> {
        Ok(self
            .files
            .get(path)?
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn search(&self, log: Log) -> Result<Answer> {
        let search = self.search.read().expect("no holder panics");
        match &self.pool {
            Some(pool) => pool.install(|| search_log(&search.reader, log)),
            None => search_log(&search.reader, log),
        }
    }

    /// With a shard missing, or one that is not what it should be, the manifest is old or a kept file is damaged: it asks for all
    /// of them again, once.
    fn search_web(&self, web: &WebSite, log: Log) -> Result<Answer> {
        let again = log.clone();
        let failed = match self.search(log) {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        web.retry();
        let Ok(search) = Search::open(&self.files, true) else {
            return Err(failed);
        };
        *self.search.write().expect("no holder panics") = search;
        self.search(again)
    }
}

impl Lookup for PublishedSite {
    fn refresh(&self) -> Result<()> {
        let SiteFiles::Web(web) = &*self.files else {
            return Ok(());
        };
        web.retry();
        // Where the site has nothing better, what is known stays.
        let Ok(manifest) = self.files.of_index(MANIFEST, false) else {
            return Ok(());
        };
        if self.search.read().expect("no holder panics").manifest != manifest
            && let Ok(search) = Search::open(&self.files, false)
        {
            *self.search.write().expect("no holder panics") = search;
        }
        Ok(())
    }

    fn note(&self) -> Option<String> {
        match &*self.files {
            SiteFiles::Folder(_) => None,
            SiteFiles::Web(web) => web.trouble(),
        }
    }

    fn find(&self, log: Log) -> Result<FoundPages> {
        let answer = match &*self.files {
            SiteFiles::Folder(_) => self.search(log)?,
            SiteFiles::Web(web) => self.search_web(web, log)?,
        };
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
        let search = self.search.read().expect("no holder panics");
        tool_rows(&bytes, search.reader.basics())
    }
}

impl SiteFiles {
    fn new(place: &str, cache: Option<PathBuf>) -> Result<Self> {
        if place.starts_with("https://") || place.starts_with("http://") {
            return Ok(Self::Web(WebSite::new(place, cache)));
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
            Self::Web(web) => web.base().to_owned(),
            Self::Folder(folder) => published_at(folder).unwrap_or_default(),
        }
    }

    fn of_index(&self, name: &str, anew: bool) -> Result<Vec<u8>> {
        let path = format!("search/{name}");
        let bytes = match self {
            Self::Web(web) => web.get(&path, anew)?,
            Self::Folder(_) => self.get(&path)?,
        };
        bytes.with_context(|| format!("the site has no {path}"))
    }

    fn get(&self, path: &str) -> Result<Option<Vec<u8>>> {
        match self {
            Self::Folder(folder) => match fs::read(folder.join(path)) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error).with_context(|| format!("cannot read {path}")),
            },
            Self::Web(web) => web.get(path, false),
        }
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
