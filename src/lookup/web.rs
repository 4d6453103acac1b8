//! The files of a site on the web, kept in a folder: what is unchanged is not downloaded again, and what was kept is used where the
//! site cannot be reached.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Error, Result};
use rustc_hash::FxHashSet;

use super::tidy;
use crate::fetch::{Got, Web};
use crate::matcher::MANIFEST;

/// The most bytes of a file of the search index, and of any other.
const LARGEST: (u64, u64) = (8 << 20, 64 << 20);

/// A site, asked file by file.
pub(super) struct WebSite {
    web: Web,
    base: String,
    /// The folder for the files of all sites, and that of this one.
    cache: Option<(PathBuf, PathBuf)>,
    /// Whether the manifest is another one than was kept.
    renewed: AtomicBool,
    /// Why the last answer came from the cache.
    trouble: Mutex<Option<String>>,
}

impl WebSite {
    /// The site at an address; `cache` is the folder for the files of all sites.
    pub(super) fn new(place: &str, cache: Option<PathBuf>) -> Self {
        let base = format!("{}/", place.trim_end_matches('/'));
        let folder = blake3::hash(base.as_bytes()).to_hex()[..tidy::NAME].to_owned();
        Self {
            web: Web::default(),
            base,
            cache: cache.map(|cache| {
                let own = cache.join(folder);
                (cache, own)
            }),
            renewed: AtomicBool::new(false),
            trouble: Mutex::default(),
        }
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Why answers come from what was kept, if they do.
    pub(super) fn trouble(&self) -> Option<String> {
        self.trouble.lock().expect("no holder panics").clone()
    }

    /// Asks the site itself again, whatever happened before.
    pub(super) fn retry(&self) {
        *self.trouble.lock().expect("no holder panics") = None;
    }

    /// After a manifest was read that was not known before: removes what is not needed any more. `names` are the files of its index.
    pub(super) fn tidy(&self, names: impl FnOnce() -> FxHashSet<String>) {
        let Some((cache, own)) = &self.cache else {
            return;
        };
        if self.renewed.swap(false, Ordering::Relaxed) {
            tidy::site(own, &names());
            tidy::others(cache, own, &manifest_path());
        }
    }

    /// A file of the site. A shard carries its content's hash in its name and is asked for once, unless `anew`.
    pub(super) fn get(&self, path: &str, anew: bool) -> Result<Option<Vec<u8>>> {
        let of_index = path.starts_with("search/");
        let kept = self.cache.as_ref().map(|(_, own)| own.join(path));
        let known = kept.as_ref().and_then(|kept| fs::read(kept).ok());
        let is_shard = of_index && path.contains('-');
        let settled = is_shard || self.trouble().is_some();
        let known = match known {
            Some(bytes) if settled && !anew => return Ok(Some(bytes)),
            known => known,
        };
        let is_manifest = path == manifest_path();
        if let Some(kept) = kept.as_ref().filter(|_| is_manifest) {
            tidy::used(kept);
        }
        let tag_file = kept.as_ref().map(|kept| beside(kept, "tag"));
        let tag = known
            .as_ref()
            .and(tag_file.as_ref())
            .and_then(|file| fs::read_to_string(file).ok())
            .filter(|_| !anew);
        let most = if of_index { LARGEST.0 } else { LARGEST.1 };
        let url = format!("{}{path}", self.base);
        match self.web.get(&url, tag.as_deref(), most) {
            Ok(Got::Unchanged) => Ok(known),
            Ok(Got::Nothing) => Ok(None),
            Ok(Got::Body(bytes, tag)) => {
                if is_manifest && known.as_ref() != Some(&bytes) {
                    self.renewed.store(true, Ordering::Relaxed);
                }
                if let (Some(kept), Some(tag_file)) = (&kept, &tag_file) {
                    // A cache that cannot be written costs time and nothing else.
                    let _ = keep(kept, &bytes, tag_file, tag.as_deref());
                }
                Ok(Some(bytes))
            }
            Err(error) => match known {
                Some(bytes) if !anew => {
                    self.note(&error);
                    Ok(Some(bytes))
                }
                _ => Err(error),
            },
        }
    }

    fn note(&self, error: &Error) {
        let text = format!("{error:#}; this is from what was kept of the site");
        *self.trouble.lock().expect("no holder panics") = Some(text);
    }
}

fn manifest_path() -> String {
    format!("search/{MANIFEST}")
}

/// Keeps a file, then the tag it has: never a tag of other bytes.
fn keep(file: &Path, bytes: &[u8], tag_file: &Path, tag: Option<&str>) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let _ = fs::remove_file(tag_file);
    let next = beside(file, &format!("next-{}", std::process::id()));
    fs::write(&next, bytes)?;
    fs::rename(&next, file)?;
    match tag {
        Some(tag) => fs::write(tag_file, tag),
        None => Ok(()),
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}
