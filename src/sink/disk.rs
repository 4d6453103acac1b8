//! A site on the disk.
//!
//! Files are first written beside their place under another name, and only where their bytes
//! differ; `commit` then moves them into place, what is linked to before what links to it, writes
//! the manifest, and removes what no longer belongs. So a full disk is noticed before anything old
//! is touched, and every file is whole at any moment. A lock keeps a second build waiting.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::place::{
    canonical, holds_something, lock, remove, same_bytes, settle, sweep, unstage, write,
    write_beside,
};
use super::{Sink, Stage, Written};
use crate::memo::{Hash, Stamp, Table};

/// Lists what the last build wrote; nothing else is ever removed.
const MANIFEST: &str = ".fixbook-manifest";
/// Held while a build runs.
const LOCK: &str = ".fixbook-lock";
/// Stands while files are written beside their places.
const STAGING: &str = ".fixbook-staging";
/// Marks, in the manifest, a hashed file of the build before, kept for pages still open.
const KEPT: &str = "~";

/// Why a folder is not written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is not empty and no build of fixbook made it.
    Foreign(PathBuf),
    /// It is or contains the knowledge base.
    HoldsRoot(PathBuf),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign(path) => write!(
                f,
                "{} is not empty and was not made by fixbook; choose another folder with `--out`, or empty it",
                path.display()
            ),
            Self::HoldsRoot(path) => write!(
                f,
                "{} is or contains the knowledge base; choose another folder with `--out`",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Refusal {}

/// A folder that takes a site.
#[derive(Debug)]
pub struct DiskSink {
    out: PathBuf,
    before: BTreeSet<String>,
    state: Mutex<State>,
    known: Table<Known>,
    _lock: File,
}

/// A file as a build left it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Known {
    hash: Hash,
    stamp: Stamp,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeSet<String>,
    staged: Vec<(Stage, String, Hash)>,
}

impl DiskSink {
    /// Opens the folder for one build of the knowledge base in `root`. `waiting` is called once when
    /// another build holds the folder.
    pub fn open(out: &Path, root: &Path, waiting: impl FnOnce()) -> Result<Self> {
        fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
        let (out, root) = (canonical(out)?, canonical(root)?);
        if root.starts_with(&out) {
            return Err(Refusal::HoldsRoot(out).into());
        }
        if !out.join(MANIFEST).is_file() && !out.join(LOCK).is_file() && holds_something(&out)? {
            return Err(Refusal::Foreign(out).into());
        }
        let lock = lock(&out.join(LOCK), waiting)?;
        if out.join(STAGING).exists() {
            sweep(&out)?;
        }
        write(&out.join(STAGING), b"")?;
        let before = fs::read_to_string(out.join(MANIFEST)).unwrap_or_default();
        let before = before
            .lines()
            .filter(|line| is_inside(line.trim_start_matches(KEPT)))
            .map(str::to_owned)
            .collect();
        Ok(Self {
            out,
            before,
            state: Mutex::default(),
            known: Table::in_memory(),
            _lock: lock,
        })
    }

    /// Keeps in `folder` what the files of the site were written with, so that the next build need not read them: a file whose
    /// size and time are those the build before left it with has its content too.
    #[must_use]
    pub fn with_memo(mut self, folder: &Path) -> Self {
        let place = blake3::hash(self.out.as_os_str().as_encoded_bytes()).to_hex();
        self.known = Table::open(&folder.join(format!("out-{}", &place[..8])), "files");
        self
    }

    /// Puts everything into place and removes what no longer belongs.
    pub fn commit(mut self) -> Result<Written> {
        let state = std::mem::take(self.state.get_mut().expect("no holder panics"));
        let State { files, mut staged } = state;
        staged.sort();
        for stage in [Stage::Hashed, Stage::Page, Stage::Listing] {
            let now = staged.par_iter().filter(|(when, ..)| *when == stage);
            now.try_for_each(|(_, path, hash)| {
                settle(&self.out.join(path))?;
                self.learn(path, *hash);
                anyhow::Ok(())
            })?;
        }
        let was_current =
            |path: &&String| !path.starts_with(KEPT) && is_hashed(path) && !files.contains(*path);
        let kept: BTreeSet<String> = self
            .before
            .iter()
            .filter(was_current)
            .map(|path| format!("{KEPT}{path}"))
            .collect();
        let listing: Vec<&str> = files.iter().chain(&kept).map(String::as_str).collect();
        write(
            &self.out.join(MANIFEST),
            format!("{}\n", listing.join("\n")).as_bytes(),
        )?;
        let mut removed = 0;
        for line in &self.before {
            let path = line.trim_start_matches(KEPT);
            if !files.contains(path) && !kept.contains(&format!("{KEPT}{path}")) {
                removed += usize::from(remove(&self.out, path));
            }
        }
        self.known.turn();
        fs::remove_file(self.out.join(STAGING)).context("cannot end the build")?;
        Ok(Written {
            files: files.len(),
            written: staged.len(),
            removed,
        })
    }

    /// Remembers that a file is in place with content of this hash.
    fn learn(&self, path: &str, hash: Hash) {
        if let Some(stamp) = Stamp::of(&self.out.join(path)) {
            self.known.set(path, Known { hash, stamp });
        }
    }
}

/// A build that did not come to its end takes back what it wrote beside its places: a full disk is not left full.
impl Drop for DiskSink {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        for (_, path, _) in &state.staged {
            unstage(&self.out.join(path));
        }
    }
}

impl Sink for DiskSink {
    fn put_hashed(&self, path: &str, bytes: &[u8], hash: &Hash, stage: Stage) -> Result<()> {
        if self.keep(path, hash) {
            return Ok(());
        }
        let target = self.out.join(path);
        let same = same_bytes(&target, bytes);
        if same {
            self.learn(path, *hash);
        } else {
            write_beside(&target, bytes)?;
        }
        let mut state = self.state.lock().expect("no holder panics");
        if !same {
            state.staged.push((stage, path.to_owned(), *hash));
        }
        state.files.insert(path.to_owned());
        Ok(())
    }

    fn keep(&self, path: &str, hash: &Hash) -> bool {
        let known = self.known.get(path).filter(|known| known.hash == *hash);
        let is_same =
            known.is_some_and(|known| Stamp::of(&self.out.join(path)) == Some(known.stamp));
        if is_same {
            self.known.keep(path);
            let mut state = self.state.lock().expect("no holder panics");
            state.files.insert(path.to_owned());
        }
        is_same
    }
}

/// Whether a line of a manifest names a file inside the folder: nothing else is ever touched.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)))
}

/// Whether a name carries a hash of its content: old pages may still ask for it.
fn is_hashed(path: &str) -> bool {
    let shard = |name: &str| {
        let number = name.strip_prefix(['t', 'c'])?.split_once('-')?.0;
        Some(!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    path.starts_with("assets/")
        || path
            .strip_prefix("search/")
            .is_some_and(|name| shard(name) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(out: &Path, root: &Path, files: &[(&str, &str, Stage)]) -> Result<Written> {
        let sink = DiskSink::open(out, root, || {})?;
        for (path, text, stage) in files {
            sink.put(path, text.as_bytes(), *stage)?;
        }
        sink.commit()
    }

    fn folders() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let (root, out) = (dir.path().join("kb"), dir.path().join("out"));
        fs::create_dir_all(&root).unwrap();
        (dir, root, out)
    }

    #[test]
    fn unchanged_files_keep_their_times() {
        let (_dir, root, out) = folders();
        build(&out, &root, &[("a/index.html", "one", Stage::Page)]).unwrap();
        let before = fs::metadata(out.join("a/index.html"))
            .unwrap()
            .modified()
            .unwrap();
        let written = build(
            &out,
            &root,
            &[
                ("a/index.html", "one", Stage::Page),
                ("b.html", "two", Stage::Page),
            ],
        )
        .unwrap();
        assert_eq!(
            written,
            Written {
                files: 2,
                written: 1,
                removed: 0
            }
        );
        assert_eq!(
            fs::metadata(out.join("a/index.html"))
                .unwrap()
                .modified()
                .unwrap(),
            before
        );
    }

    #[test]
    fn only_what_a_build_wrote_is_removed() {
        let (_dir, root, out) = folders();
        build(&out, &root, &[("a/index.html", "one", Stage::Page)]).unwrap();
        fs::write(out.join("mine.txt"), "mine").unwrap();
        build(&out, &root, &[("b.html", "two", Stage::Page)]).unwrap();
        assert!(!out.join("a").exists());
        assert!(out.join("mine.txt").exists());
    }

    #[test]
    fn hashed_files_stay_for_one_more_build() {
        let (_dir, root, out) = folders();
        build(
            &out,
            &root,
            &[("assets/site.111111.css", "1", Stage::Hashed)],
        )
        .unwrap();
        build(
            &out,
            &root,
            &[("assets/site.222222.css", "2", Stage::Hashed)],
        )
        .unwrap();
        assert!(out.join("assets/site.111111.css").exists());
        build(
            &out,
            &root,
            &[("assets/site.222222.css", "2", Stage::Hashed)],
        )
        .unwrap();
        assert!(!out.join("assets/site.111111.css").exists());
    }

    #[test]
    fn assets_and_shards_of_the_index_are_hashed() {
        for path in [
            "assets/site.1f3a.css",
            "search/t12-a_Z9.json",
            "search/c0-----.json",
        ] {
            assert!(is_hashed(path), "{path}");
        }
        for path in [
            "search/manifest.json",
            "search/mask-rules.json",
            "search/index.html",
            "t1-x.json",
        ] {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn a_foreign_folder_and_the_root_are_refused() {
        let (_dir, root, out) = folders();
        fs::create_dir_all(&out).unwrap();
        fs::write(out.join("thesis.txt"), "").unwrap();
        let refusal = build(&out, &root, &[]).unwrap_err();
        assert!(
            matches!(refusal.downcast_ref(), Some(Refusal::Foreign(_))),
            "{refusal}"
        );
        for folder in [root.as_path(), root.parent().unwrap()] {
            let refusal = build(folder, &root, &[]).unwrap_err();
            assert!(
                matches!(refusal.downcast_ref(), Some(Refusal::HoldsRoot(_))),
                "{refusal}"
            );
        }
    }

    #[test]
    fn a_build_that_was_killed_leaves_nothing_behind() {
        let (_dir, root, out) = folders();
        build(&out, &root, &[("a.html", "one", Stage::Page)]).unwrap();
        let sink = DiskSink::open(&out, &root, || {}).unwrap();
        sink.put("a.html", b"half", Stage::Page).unwrap();
        drop(sink);
        assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "one");
        build(&out, &root, &[("b.html", "two", Stage::Page)]).unwrap();
        assert!(!out.join("a.html.fixbook-part").exists());
    }

    #[test]
    fn a_manifest_cannot_name_a_file_elsewhere() {
        assert!(
            !is_inside("../x")
                && !is_inside("/etc/passwd")
                && !is_inside("")
                && is_inside("a/b.html")
        );
    }
}
