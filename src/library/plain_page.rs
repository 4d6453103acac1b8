//! A plain page: `content/pages/<name>.md`, published at `/<name>/`.

use crate::source::{RelPath, SourceFile};

/// A page that is not about one error: about, how to contribute.
#[derive(Debug, Clone)]
pub struct PlainPage {
    /// Its name, which is its address.
    pub name: String,
    /// Its file.
    pub file: RelPath,
    /// Its title: the first heading, or its name.
    pub title: String,
    /// The Markdown below the title.
    pub body: String,
    /// The BLAKE3 hash of its file.
    pub hash: [u8; 32],
}

impl PlainPage {
    /// The page of a file.
    pub fn new(name: &str, file: SourceFile) -> Self {
        let hash = *blake3::hash(file.text.as_bytes()).as_bytes();
        let text = file.text.trim_start();
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let (title, body) = match first.strip_prefix("# ") {
            Some(title) => (
                title.trim().to_owned(),
                rest.trim_start_matches(['\r', '\n']).to_owned(),
            ),
            None => (name.replace('-', " "), text.to_owned()),
        };
        Self {
            name: name.to_owned(),
            file: file.path,
            title,
            body,
            hash,
        }
    }
}
