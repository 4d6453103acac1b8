//! Keeps the folder of what was fetched of sites small: index files that no manifest names any more go, and what nobody asked for in
//! a long time. Nothing depends on it, so whatever fails here is left for another time.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use rustc_hash::FxHashSet;
use walkdir::WalkDir;

/// How long what nobody asks for is kept.
const KEPT: Duration = Duration::from_hours(90 * 24);
/// Files of a site, and sites, that are looked at in one go.
const MOST_LOOKED_AT: usize = 50_000;
/// Sites that are removed in one go.
const MOST_REMOVED: usize = 8;
/// The folder of the index, in that of a site.
const INDEX: &str = "search";
/// Letters of the name of a site's folder.
pub(super) const NAME: usize = 16;

/// Says that a file was used now.
pub(super) fn used(file: &Path) {
    if let Ok(file) = File::options().append(true).open(file) {
        let _ = file.set_modified(SystemTime::now());
    }
}

/// Removes what is not needed any more from the folder of a site: of the index what is not in `named`, of the pages those fetched
/// long ago.
pub(super) fn site(folder: &Path, named: &FxHashSet<String>) {
    let files = WalkDir::new(folder)
        .min_depth(1)
        .contents_first(true)
        .into_iter()
        .flatten();
    for entry in files.take(MOST_LOOKED_AT) {
        let path = entry.path();
        if entry.file_type().is_dir() {
            // Fails where it still holds something.
            let _ = fs::remove_dir(path);
            continue;
        }
        let name = entry.file_name().to_string_lossy();
        let in_index = path.parent().is_some_and(|own| own == folder.join(INDEX));
        let gone = if in_index {
            !named.contains(name.strip_suffix(".tag").unwrap_or(&name))
        } else {
            is_old(path)
        };
        if gone {
            let _ = fs::remove_file(path);
        }
    }
}

/// Removes the folders of sites that were not used for long; `manifest` is the file that tells when one was.
pub(super) fn others(cache: &Path, own: &Path, manifest: &str) {
    let Ok(sites) = fs::read_dir(cache) else {
        return;
    };
    let unused = sites.flatten().take(MOST_LOOKED_AT).filter(|site| {
        let name = site.file_name();
        let is_site = name.len() == NAME
            && name
                .to_string_lossy()
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit());
        let path = site.path();
        let manifest = path.join(manifest);
        let told = if manifest.is_file() { &manifest } else { &path };
        is_site && path != own && site.file_type().is_ok_and(|kind| kind.is_dir()) && is_old(told)
    });
    for site in unused.take(MOST_REMOVED) {
        let _ = fs::remove_dir_all(site.path());
    }
}

fn is_old(path: &Path) -> bool {
    let written = fs::symlink_metadata(path).and_then(|meta| meta.modified());
    written
        .ok()
        .and_then(|written| SystemTime::now().duration_since(written).ok())
        .is_some_and(|age| age > KEPT)
}
