//! Remembers what passes to another sink, so that it can be kept by the next build.

use std::sync::Mutex;

use anyhow::Result;

use super::{Sink, Stage};
use crate::memo::Hash;

/// Passes files on and lists them with the hashes of their content.
pub struct Recorder<'a> {
    to: &'a dyn Sink,
    files: Mutex<Vec<(String, Hash)>>,
}

impl<'a> Recorder<'a> {
    /// Records what goes to another sink.
    pub fn new(to: &'a dyn Sink) -> Self {
        Self {
            to,
            files: Mutex::default(),
        }
    }

    /// The files that passed.
    pub fn into_files(self) -> Vec<(String, Hash)> {
        self.files.into_inner().expect("no holder panics")
    }
}

impl Sink for Recorder<'_> {
    fn put_hashed(&self, path: &str, bytes: &[u8], hash: &Hash, stage: Stage) -> Result<()> {
        self.to.put_hashed(path, bytes, hash, stage)?;
        let row = (path.to_owned(), *hash);
        self.files.lock().expect("no holder panics").push(row);
        Ok(())
    }

    fn keep(&self, path: &str, hash: &Hash) -> bool {
        self.to.keep(path, hash)
    }

    fn wants(&self, beginning: &str) -> bool {
        self.to.wants(beginning)
    }
}
