//! What a run worked out, kept in files for the next one: tables from a name to a row.
//!
//! For speed alone: whoever asks says what a row must have been made from, and works it out anew where anything differs, so the
//! files may be deleted at any time. A file that is damaged, cut short, or of another build of the program is not read: its
//! checksum covers the rows and the sources that wrote them. A table is split into parts; only parts with a new row are
//! written, each beside its place and then moved there.

use std::collections::BTreeMap;
use std::fs;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where what is kept for the next run lies, below the root of a knowledge base; it may be deleted at any time.
pub const CACHE: &str = ".fixbook";

/// A BLAKE3 hash.
pub type Hash = [u8; 32];

/// The hash of some values, as JSON: what two of them differ in differs there.
pub fn hash_of<T: Serialize + ?Sized>(value: &T) -> Hash {
    let text = serde_json::to_vec(value).expect("views and models are JSON");
    *blake3::hash(&text).as_bytes()
}

/// Files of a table: one changed row writes this part of it.
const PARTS: usize = 16;
const CHECKSUM: usize = 32;

/// By what a file is known to be unchanged without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, or its time set, in nanoseconds since 1970: the later of what the system keeps of both, so that
    /// a file put back with an old time is seen too.
    pub modified: u64,
}

impl Stamp {
    /// The stamp of a file; none where it cannot be told.
    pub fn of(file: &Path) -> Option<Self> {
        let meta = fs::metadata(file).ok()?;
        let modified = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self {
            size: meta.len(),
            modified: u64::try_from(modified.as_nanos())
                .ok()?
                .max(status_changed(&meta)),
        })
    }
}

#[cfg(unix)]
fn status_changed(meta: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    let nanos = meta
        .ctime()
        .checked_mul(1_000_000_000)
        .and_then(|time| time.checked_add(meta.ctime_nsec()));
    nanos.and_then(|time| u64::try_from(time).ok()).unwrap_or(0)
}

#[cfg(not(unix))]
fn status_changed(_: &fs::Metadata) -> u64 {
    0
}

/// A moment by the clock that stamps files: those with an earlier stamp cannot have changed since without another stamp. It is
/// taken before files are read; 0, which is before all files, where the folder cannot be written to.
pub fn moment(folder: &Path) -> u64 {
    let mark = folder.join("moment");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&mark, b""));
    written
        .ok()
        .and_then(|()| Stamp::of(&mark))
        .map_or(0, |stamp| stamp.modified)
}

/// Rows by name: those of the run before, and those of this one.
#[derive(Debug)]
pub struct Table<V> {
    place: Option<(PathBuf, &'static str)>,
    parts: Vec<Part<V>>,
}

#[derive(Debug)]
struct Part<V> {
    before: FxHashMap<String, Row<V>>,
    new: Mutex<FxHashMap<String, V>>,
}

#[derive(Debug)]
struct Row<V> {
    value: V,
    /// Whether it stands in this run as well.
    kept: AtomicBool,
}

impl<V> Row<V> {
    fn new(value: V) -> Self {
        Self {
            value,
            kept: AtomicBool::new(false),
        }
    }
}

impl<V> Part<V> {
    fn new(rows: FxHashMap<String, V>) -> Self {
        let rows = rows.into_iter();
        Self {
            before: rows.map(|(name, row)| (name, Row::new(row))).collect(),
            new: Mutex::default(),
        }
    }
}

impl<V> Table<V> {
    /// A table without rows that is not kept in files.
    pub fn in_memory() -> Self {
        Self {
            place: None,
            parts: (0..PARTS)
                .map(|_| Part::new(FxHashMap::default()))
                .collect(),
        }
    }

    /// The row of the run before.
    pub fn get(&self, name: &str) -> Option<&V> {
        self.part(name).before.get(name).map(|row| &row.value)
    }

    /// Says that the row of the run before stands.
    pub fn keep(&self, name: &str) {
        if let Some(row) = self.part(name).before.get(name) {
            row.kept.store(true, Ordering::Relaxed);
        }
    }

    /// Says that all rows of the run before stand.
    pub fn keep_all(&self) {
        for row in self.parts.iter().flat_map(|part| part.before.values()) {
            row.kept.store(true, Ordering::Relaxed);
        }
    }

    /// Gives a new row.
    pub fn set(&self, name: &str, row: V) {
        let mut new = self.part(name).new.lock().expect("no holder panics");
        new.insert(name.to_owned(), row);
    }

    fn part(&self, name: &str) -> &Part<V> {
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(name.as_bytes());
        &self.parts[usize::from(hasher.finish().to_le_bytes()[7]) % PARTS]
    }
}

impl<V: Serialize + DeserializeOwned + Send + Sync> Table<V> {
    /// The table `name` in `folder`.
    pub fn open(folder: &Path, name: &'static str) -> Self {
        let part = |number| Part::new(read(&file(folder, name, number)).unwrap_or_default());
        Self {
            place: Some((folder.to_owned(), name)),
            parts: (0..PARTS).into_par_iter().map(part).collect(),
        }
    }

    /// Makes the rows of this run those of the run before, and writes the parts in which any differs. A folder that cannot be
    /// written to costs the next run its time and nothing else.
    pub fn turn(&mut self) {
        let place = &self.place;
        self.parts
            .par_iter_mut()
            .enumerate()
            .for_each(|(number, part)| {
                let new = std::mem::take(part.new.get_mut().expect("no holder panics"));
                let rows = part.before.len();
                // Taken back as well: the next run says anew what it keeps.
                part.before
                    .retain(|_, row| std::mem::take(row.kept.get_mut()));
                if part.before.len() == rows && new.is_empty() {
                    return;
                }
                let new = new.into_iter().map(|(name, row)| (name, Row::new(row)));
                part.before.extend(new);
                if let Some((folder, name)) = place {
                    write(&file(folder, name, number), &part.before);
                }
            });
    }
}

fn file(folder: &Path, name: &str, number: usize) -> PathBuf {
    folder.join(format!("{name}-{number}.memo"))
}

fn read<V: DeserializeOwned>(file: &Path) -> Option<FxHashMap<String, V>> {
    let bytes = fs::read(file).ok()?;
    let (sum, rows) = bytes.split_at_checked(CHECKSUM)?;
    if *sum != checksum(rows) {
        return None;
    }
    postcard::from_bytes(rows).ok()
}

fn write<V: Serialize>(file: &Path, rows: &FxHashMap<String, Row<V>>) {
    let rows = rows.iter().map(|(name, row)| (name, &row.value));
    let sorted: BTreeMap<&String, &V> = rows.collect();
    let Ok(rows) = postcard::to_allocvec(&sorted) else {
        return;
    };
    let next = file.with_extension(format!("{}.next", std::process::id()));
    let bytes = [&checksum(&rows)[..], &rows].concat();
    let folder = file.parent().unwrap_or(file);
    let written = fs::create_dir_all(folder)
        .and_then(|()| fs::write(&next, bytes))
        .and_then(|()| fs::rename(&next, file));
    if written.is_err() {
        let _ = fs::remove_file(&next);
    }
}

fn checksum(rows: &[u8]) -> Hash {
    let mut hasher =
        blake3::Hasher::new_derive_key(concat!("fixbook memo ", env!("FIXBOOK_SOURCES")));
    hasher.update(rows);
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(folder: &Path) -> Option<u32> {
        Table::<u32>::open(folder, "t").get("a").copied()
    }

    fn write_one(folder: &Path) {
        let mut table = Table::open(folder, "t");
        table.set("a", 7_u32);
        table.turn();
    }

    fn only_file(folder: &Path) -> PathBuf {
        fs::read_dir(folder)
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path()
    }

    #[test]
    fn rows_are_there_in_the_next_run_and_go_when_nobody_keeps_them() {
        let folder = tempfile::tempdir().unwrap();
        write_one(folder.path());
        assert_eq!(kept(folder.path()), Some(7));
        let mut table = Table::<u32>::open(folder.path(), "t");
        table.turn();
        assert_eq!((table.get("a"), kept(folder.path())), (None, None));
    }

    #[test]
    fn a_file_cut_short_or_with_a_flipped_bit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        write_one(folder.path());
        let file = only_file(folder.path());
        let whole = fs::read(&file).unwrap();
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).unwrap();
            assert_eq!(kept(folder.path()), None, "{length} bytes");
        }
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            fs::write(&file, &flipped).unwrap();
            assert_eq!(kept(folder.path()), None, "bit {bit}");
        }
        fs::write(&file, &whole).unwrap();
        assert_eq!(kept(folder.path()), Some(7));
    }

    #[test]
    fn a_file_of_another_version_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        write_one(folder.path());
        let file = only_file(folder.path());
        let rows = fs::read(&file).unwrap()[CHECKSUM..].to_vec();
        let other = blake3::derive_key("fixbook memo of another build", &rows);
        fs::write(&file, [&other[..], &rows].concat()).unwrap();
        assert_eq!(kept(folder.path()), None);
    }
}
