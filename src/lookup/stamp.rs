//! Whether something made from a knowledge base is still right: sizes and times of its files.

use std::path::Path;

use walkdir::WalkDir;

use crate::memo::Stamp;

/// A hash over path, size and time of every file that the search index is made from, and over the program.
pub(super) fn of(root: &Path) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("FIXBOOK_SOURCES").as_bytes());
    let mut rows: Vec<String> = Vec::new();
    let content = [
        "content/errors",
        "content/evidence",
        "content/tools.yaml",
        "fixbook.yaml",
    ];
    for top in content {
        for entry in WalkDir::new(root.join(top))
            .follow_links(true)
            .into_iter()
            .flatten()
        {
            let path = entry.path();
            if !entry.file_type().is_file() {
                continue;
            }
            if let Some(Stamp { size, modified }) = Stamp::of(path) {
                rows.push(format!("{}\0{size}\0{modified}\n", path.display()));
            }
        }
    }
    rows.sort_unstable();
    rows.iter().for_each(|row| {
        hasher.update(row.as_bytes());
    });
    hasher.finalize().to_hex().to_string()
}
