//! Assets under names that carry a hash of their content, so that browsers may keep them for ever.

use std::collections::BTreeMap;

use super::bundle;
use super::files::Files;

/// One file under `/assets/`.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its address from the site's root: `assets/site.1f3a9c2e.css`.
    pub address: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Folders whose files are parts of joined ones.
const PARTS: [&str; 4] = ["css/", "js/every-page/", "js/box/", "search/engine/"];

/// Every asset, by its path in `static/`.
#[derive(Debug, Default)]
pub struct AssetTable(BTreeMap<String, Asset>);

impl AssetTable {
    /// The joined style sheet, the joined script, and every other file of `static/` that is not part of them.
    pub(crate) fn new(statics: &Files) -> Self {
        let mut table = Self::default();
        table.add(bundle::STYLE, bundle::style(statics).into_bytes());
        table.add(bundle::SCRIPT, bundle::script(statics).into_bytes());
        for (path, bytes) in statics.iter() {
            if !PARTS.iter().any(|folder| path.starts_with(folder)) {
                table.add(path, bytes.to_vec());
            }
        }
        table
    }

    /// The asset made of the file `path` of `static/`, or of one of the joined files `css/site.css` and `js/site.js`.
    pub fn get(&self, path: &str) -> Option<&Asset> {
        self.0.get(path)
    }

    /// All assets, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.0.values()
    }

    /// The paths there are, for messages.
    pub(crate) fn names(&self) -> String {
        self.0
            .keys()
            .map(|path| format!("`{path}`"))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>) {
        let address = hashed_address(path, &bytes);
        self.0.insert(path.to_owned(), Asset { address, bytes });
    }
}

/// `css/site.css` → `assets/site.<hash>.css`. Folders are left out of the name: the hash tells files apart.
fn hashed_address(path: &str, bytes: &[u8]) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let hash = &blake3::hash(bytes).to_hex()[..12];
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{hash}.{extension}"),
        None => format!("assets/{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_changes_with_the_content_only() {
        let (one, two) = (
            hashed_address("css/site.css", b"a"),
            hashed_address("css/site.css", b"b"),
        );
        assert_ne!(one, two);
        assert_eq!(one, hashed_address("css/site.css", b"a"));
        assert!(
            one.starts_with("assets/site.") && one.contains(".css"),
            "{one}"
        );
    }

    #[test]
    fn parts_of_joined_files_are_no_assets_of_their_own() {
        let table = AssetTable::new(&Files::statics());
        assert!(table.get("css/site.css").is_some() && table.get("css/tokens.css").is_none());
    }
}
