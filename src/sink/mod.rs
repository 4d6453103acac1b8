//! Where a build's files go: one at a time, to a folder or into memory. A sink knows paths and
//! bytes, nothing of pages.

mod disk;
mod one;
mod place;
mod record;

pub use disk::{DiskSink, Refusal};
pub use one::OneSink;
pub use record::Recorder;

use anyhow::Result;

use crate::memo::Hash;

/// When a file becomes visible: what is linked to comes before what links to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Files with their content's hash in the name: nothing old is touched.
    Hashed,
    /// Pages and their twins.
    Page,
    /// What lists pages: manifests, feeds, the sitemap.
    Listing,
}

/// Takes the files of a build. Threads may call it at the same time.
pub trait Sink: Sync {
    /// Takes one file. `path` is relative, with `/` between its parts.
    fn put(&self, path: &str, bytes: &[u8], stage: Stage) -> Result<()> {
        self.put_hashed(path, bytes, blake3::hash(bytes).as_bytes(), stage)
    }

    /// The same, with the BLAKE3 hash of its content.
    fn put_hashed(&self, path: &str, bytes: &[u8], hash: &Hash, stage: Stage) -> Result<()>;

    /// Keeps a file of the build before, where it is there with content of this BLAKE3 hash; else it must be put.
    fn keep(&self, path: &str, hash: &Hash) -> bool;

    /// Whether it may want a file whose path begins like this; what it does not want need not be made.
    fn wants(&self, _beginning: &str) -> bool {
        true
    }
}

/// What a build did to the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files the site has.
    pub files: usize,
    /// Files whose bytes differed and were written.
    pub written: usize,
    /// Files that no longer belong to the site and were removed.
    pub removed: usize,
}
