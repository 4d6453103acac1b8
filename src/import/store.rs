//! The only writer of the importer: whole files, by a rename, and only if their bytes change.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::evidence::Thread;
use crate::finding::Report;
use crate::name::ThreadRef;
use crate::source::RelPath;
use crate::yaml::decode_file;

/// The content folder of a knowledge base.
#[derive(Debug, Clone)]
pub(super) struct Store {
    root: PathBuf,
}

impl Store {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The stored thread; a file that cannot be read counts as none and is written anew.
    pub(super) fn thread(&self, thread: &ThreadRef) -> Option<Thread> {
        let path = Thread::file(thread);
        if !path.on(&self.root).is_file() {
            return None;
        }
        decode_file(&self.root, &path, &mut Report::default()).map(|(thread, _)| thread)
    }

    /// Writes a text if the file does not say it already; says whether it differed.
    pub(super) fn write(&self, path: &RelPath, text: &str) -> Result<bool> {
        let target = path.on(&self.root);
        if fs::read(&target).is_ok_and(|known| known == text.as_bytes()) {
            return Ok(false);
        }
        self.replace(&target, text)
            .with_context(|| format!("cannot write {}", target.display()))?;
        Ok(true)
    }

    /// Removes a file that has moved elsewhere.
    pub(super) fn remove(&self, path: &RelPath) -> Result<()> {
        let target = path.on(&self.root);
        fs::remove_file(&target).with_context(|| format!("cannot remove {}", target.display()))
    }

    /// Whether there is such a file, or anything else in its place.
    pub(super) fn exists(&self, path: &RelPath) -> bool {
        path.on(&self.root).symlink_metadata().is_ok()
    }

    fn replace(&self, target: &Path, text: &str) -> std::io::Result<()> {
        fs::create_dir_all(target.parent().unwrap_or(&self.root))?;
        // Outside of content, so that a killed run leaves nothing there that a loader or git would see.
        let aside = self.root.join(".fixbook");
        fs::create_dir_all(&aside)?;
        let half = aside.join(format!("half-{}", std::process::id()));
        let mut file = fs::File::create(&half)?;
        file.write_all(text.as_bytes())?;
        drop(file);
        fs::rename(&half, target)
    }
}
