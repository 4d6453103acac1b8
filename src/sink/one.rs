//! A sink that takes one file of a site, so that nothing else is made.

use std::sync::OnceLock;

use anyhow::Result;

use super::{Sink, Stage};
use crate::memo::Hash;

/// Takes the file at one path.
#[derive(Debug)]
pub struct OneSink {
    path: String,
    bytes: OnceLock<Vec<u8>>,
}

impl OneSink {
    /// Takes the file at `path`.
    pub fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            bytes: OnceLock::new(),
        }
    }

    /// The file; none where the site has no such file.
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        self.bytes.into_inner()
    }
}

impl Sink for OneSink {
    fn put(&self, path: &str, bytes: &[u8], _: Stage) -> Result<()> {
        if path == self.path {
            self.bytes.get_or_init(|| bytes.to_vec());
        }
        Ok(())
    }

    fn put_hashed(&self, path: &str, bytes: &[u8], _: &Hash, stage: Stage) -> Result<()> {
        self.put(path, bytes, stage)
    }

    fn keep(&self, _: &str, _: &Hash) -> bool {
        false
    }

    /// Nothing, once the file is there.
    fn wants(&self, beginning: &str) -> bool {
        self.bytes.get().is_none() && self.path.starts_with(beginning)
    }
}
