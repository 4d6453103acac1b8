//! A folder as a sorted list of paths and bytes, from the binary or from the disk. It does not know what the files are
//! for.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Files by path, `/` between folders on every system.
#[derive(Debug, Default)]
pub(crate) struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// The templates inside the binary.
    pub(crate) fn templates() -> Self {
        let mut files = Self::default();
        files.embed(&TEMPLATES);
        files
    }

    /// The static files inside the binary.
    pub(crate) fn statics() -> Self {
        let mut files = Self::default();
        files.embed(&STATICS);
        files
    }

    /// The files of `folder` in the site at `root`; none when there is no such folder. Hidden files are left out.
    pub(crate) fn of_site(root: &Path, folder: &str) -> Result<Self> {
        let folder = root.join(folder);
        let mut files = Self::default();
        if !folder.is_dir() {
            return Ok(files);
        }
        let visible =
            |entry: &walkdir::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
        let walk = WalkDir::new(&folder)
            .follow_links(true)
            .min_depth(1)
            .sort_by_file_name();
        for entry in walk.into_iter().filter_entry(visible) {
            let entry =
                entry.with_context(|| format!("cannot read the folder {}", folder.display()))?;
            if entry.file_type().is_file() {
                let bytes = std::fs::read(entry.path())
                    .with_context(|| format!("cannot read {}", entry.path().display()))?;
                files.0.insert(
                    slashed(entry.path().strip_prefix(&folder).unwrap_or(entry.path())),
                    bytes,
                );
            }
        }
        Ok(files)
    }

    /// These files with those of `other` in place of, and beside, them.
    pub(crate) fn overlaid_with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Paths and contents, sorted by path.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Whether there is a file of this path.
    pub(crate) fn contains(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The bytes of a file.
    pub(crate) fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    fn embed(&mut self, folder: &Dir<'_>) {
        for file in folder.files() {
            self.0
                .insert(slashed(file.path()), file.contents().to_vec());
        }
        for inner in folder.dirs() {
            self.embed(inner);
        }
    }
}

impl FromIterator<(String, Vec<u8>)> for Files {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}

fn slashed(path: &Path) -> String {
    path.iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Files of these paths and texts, for the tests of this module.
#[cfg(test)]
pub(super) fn made_of(list: &[(&str, &str)]) -> Files {
    list.iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_without_a_folder_has_no_files() {
        let site = tempfile::tempdir().unwrap();
        assert_eq!(
            Files::of_site(site.path(), "templates")
                .unwrap()
                .iter()
                .count(),
            0
        );
    }

    #[test]
    fn hidden_files_are_left_out_and_folders_joined_by_slashes() {
        let site = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(site.path().join("static/css")).unwrap();
        std::fs::write(site.path().join("static/css/own.css"), "a{}").unwrap();
        std::fs::write(site.path().join("static/.DS_Store"), "x").unwrap();
        let files = Files::of_site(site.path(), "static").unwrap();
        assert_eq!(
            files.iter().map(|(path, _)| path).collect::<Vec<_>>(),
            ["css/own.css"]
        );
    }

    #[test]
    fn the_binary_holds_templates_and_styles() {
        assert!(Files::templates().contains("base.html"));
        assert!(Files::statics().contains("css/tokens.css"));
    }
}
