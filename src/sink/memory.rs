//! A site in memory, for `serve` and for tests.

use std::collections::BTreeMap;
use std::sync::Mutex;

use anyhow::Result;

use super::{Sink, Stage};
use crate::memo::Hash;

/// Every file of a site, by path.
#[derive(Debug, Default)]
pub struct MemorySink {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl MemorySink {
    /// The files, sorted by path.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files.into_inner().expect("no holder panics")
    }
}

impl Sink for MemorySink {
    fn put(&self, path: &str, bytes: &[u8], _: Stage) -> Result<()> {
        let mut files = self.files.lock().expect("no holder panics");
        files.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn keep(&self, _: &str, _: &Hash) -> bool {
        false
    }
}
