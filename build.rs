//! Names the sources that the program is built from, so that what it keeps between runs is never read by another build of it.

#![allow(
    clippy::print_stdout,
    reason = "a build script speaks to cargo through its output"
)]

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

fn main() {
    let mut hasher = DefaultHasher::new();
    for name in ["Cargo.lock", "src", "static", "templates"] {
        println!("cargo::rerun-if-changed={name}");
        add(Path::new(name), &mut hasher);
    }
    println!("cargo::rustc-env=FIXBOOK_SOURCES={:016x}", hasher.finish());
}

/// Adds a file, or the files of a folder in the order of their names. What cannot be read, the compiler reports.
fn add(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(folder) = fs::read_dir(path) {
        let mut inside: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
        inside.sort();
        inside.iter().for_each(|path| add(path, hasher));
    } else if let Ok(bytes) = fs::read(path) {
        (path, bytes).hash(hasher);
    }
}
