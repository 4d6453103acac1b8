//! Files that were decoded before: a file whose stamp, or else whose content, is unchanged is not decoded again. Only what
//! decoded without any finding is kept, so that findings are always those of this run.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::entry::EntryFile;
use crate::evidence::Thread;
use crate::finding::Report;
use crate::memo::{self, Hash, Stamp, Table};
use crate::source::{RelPath, SourceFile};
use crate::yaml::read_fault;

/// What the entry and evidence files of a knowledge base said.
#[derive(Debug)]
pub struct Kept {
    files: Table<KeptFile>,
    folder: Option<std::path::PathBuf>,
    moment: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptFile {
    stamp: Stamp,
    /// When it was looked at; see [`memo::moment`].
    moment: u64,
    hash: Hash,
    says: Says,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Says {
    #[serde(serialize_with = "by_value", deserialize_with = "shared")]
    Entry(Arc<EntryFile>),
    #[serde(serialize_with = "by_value", deserialize_with = "shared")]
    Thread(Arc<Thread>),
}

/// What a kind of file says, among all kinds.
pub(super) trait Keep: Sized {
    /// The same, of a kind known at run time; none where it cannot be kept.
    fn says(this: &Arc<Self>) -> Option<Says>;
    fn of(says: &Says) -> Option<Arc<Self>>;
}

impl Keep for EntryFile {
    fn says(this: &Arc<Self>) -> Option<Says> {
        // Keys of a site's own hold JSON, which the compact form of the table cannot give back.
        this.extra.is_empty().then(|| Says::Entry(Arc::clone(this)))
    }

    fn of(says: &Says) -> Option<Arc<Self>> {
        match says {
            Says::Entry(entry) => Some(Arc::clone(entry)),
            Says::Thread(_) => None,
        }
    }
}

impl Keep for Thread {
    fn says(this: &Arc<Self>) -> Option<Says> {
        Some(Says::Thread(Arc::clone(this)))
    }

    fn of(says: &Says) -> Option<Arc<Self>> {
        match says {
            Says::Thread(thread) => Some(Arc::clone(thread)),
            Says::Entry(_) => None,
        }
    }
}

impl Kept {
    /// Nothing is kept.
    pub fn nothing() -> Self {
        Self {
            files: Table::in_memory(),
            folder: None,
            moment: 0,
        }
    }

    /// What is kept in a folder of caches.
    pub fn open(folder: &Path) -> Self {
        Self {
            files: Table::open(folder, "files"),
            folder: Some(folder.to_owned()),
            moment: 0,
        }
    }

    /// Begins a run: what is read from now on is as it is now.
    pub(super) fn begin(&mut self) {
        self.moment = self.folder.as_deref().map_or(0, memo::moment);
    }

    /// Ends a run: what was not asked for is forgotten.
    pub(super) fn end(&mut self) {
        if self.folder.is_some() {
            self.files.turn();
        }
    }

    /// What a file says, with its hash; none where it is broken, which the report tells.
    pub(super) fn file<T: Keep>(
        &self,
        root: &Path,
        path: &RelPath,
        report: &mut Report,
        decode: impl FnOnce(&SourceFile, &mut Report) -> Option<T>,
    ) -> Option<(Arc<T>, Hash)> {
        let stamp = Stamp::of(&path.on(root));
        let known = self
            .files
            .get(path.as_str())
            .and_then(|kept| Some((kept, T::of(&kept.says)?)));
        if let Some((kept, says)) = &known
            && stamp == Some(kept.stamp)
            && kept.stamp.modified < kept.moment
        {
            self.files.keep(path.as_str());
            return Some((Arc::clone(says), kept.hash));
        }
        let file = match SourceFile::read(root, path) {
            Ok(file) => file,
            Err(fault) => {
                report.push(read_fault(path, &fault));
                return None;
            }
        };
        let hash = *blake3::hash(file.text.as_bytes()).as_bytes();
        let says = match known {
            Some((kept, says)) if kept.hash == hash => says,
            _ => Arc::new(decode(&file, report)?),
        };
        if let (Some(stamp), Some(kept), true) = (stamp, T::says(&says), report.is_empty())
            && self.folder.is_some()
        {
            let moment = self.moment;
            let says = kept;
            self.files.set(
                path.as_str(),
                KeptFile {
                    stamp,
                    moment,
                    hash,
                    says,
                },
            );
        }
        Some((says, hash))
    }
}

fn by_value<T: Serialize, S: Serializer>(shared: &Arc<T>, to: S) -> Result<S::Ok, S::Error> {
    T::serialize(shared, to)
}

fn shared<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Arc<T>, D::Error> {
    T::deserialize(from).map(Arc::new)
}
