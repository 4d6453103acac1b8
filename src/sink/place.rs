//! Files and their places on the disk: written beside them, moved there, removed with the folders they leave empty.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The ending of files that are not in place yet.
const PART: &str = ".fixbook-part";

pub(super) fn canonical(path: &Path) -> Result<PathBuf> {
    path.canonicalize()
        .with_context(|| format!("cannot find {}", path.display()))
}

pub(super) fn holds_something(out: &Path) -> Result<bool> {
    let mut entries =
        fs::read_dir(out).with_context(|| format!("cannot read {}", out.display()))?;
    Ok(entries.next().is_some())
}

pub(super) fn lock(path: &Path, waiting: impl FnOnce()) -> Result<File> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        waiting();
        file.lock()
            .with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

/// Removes what a build that was killed left beside its places.
pub(super) fn sweep(out: &Path) -> Result<()> {
    for entry in walkdir::WalkDir::new(out) {
        let entry = entry.with_context(|| format!("cannot read {}", out.display()))?;
        if entry.file_name().to_string_lossy().ends_with(PART) {
            fs::remove_file(entry.path())
                .with_context(|| format!("cannot remove {}", entry.path().display()))?;
        }
    }
    Ok(())
}

fn part(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(PART);
    PathBuf::from(name)
}

/// Writes a file beside its place, in a folder that need not be there yet.
pub(super) fn write_beside(target: &Path, bytes: &[u8]) -> Result<()> {
    let part = part(target);
    let file = match File::create(&part) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let folder = target.parent().unwrap_or(target);
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
            File::create(&part)
        }
        created => created,
    };
    fill(file, &part, bytes).inspect_err(|_| unstage(target))
}

/// Removes what was written beside a place, to give its room back.
pub(super) fn unstage(target: &Path) {
    let _ = fs::remove_file(part(target));
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fill(File::create(path), path, bytes)
}

fn fill(file: std::io::Result<File>, path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = file.with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(bytes)
        .with_context(|| format!("cannot write {}: is the disk full?", path.display()))
}

pub(super) fn settle(target: &Path) -> Result<()> {
    fs::rename(part(target), target).with_context(|| format!("cannot write {}", target.display()))
}

pub(super) fn same_bytes(target: &Path, bytes: &[u8]) -> bool {
    let same_size =
        fs::metadata(target).is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64);
    same_size && fs::read(target).is_ok_and(|old| old == bytes)
}

pub(super) fn remove(out: &Path, path: &str) -> bool {
    let gone = fs::remove_file(out.join(path)).is_ok();
    let mut folder = Path::new(path).parent();
    while let Some(inner) = folder.filter(|inner| !inner.as_os_str().is_empty()) {
        if fs::remove_dir(out.join(inner)).is_err() {
            break;
        }
        folder = inner.parent();
    }
    gone
}
