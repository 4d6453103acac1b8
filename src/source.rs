//! Where text came from: paths inside a knowledge base, byte spans, and reading a file with every
//! way it can be unreadable named. It knows nothing of YAML or findings.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The largest content file that is read, in bytes. A real entry has some kilobytes; a file over
/// this is a mistake (a log, a binary) and would only slow everything down.
pub const MAX_FILE_BYTES: u64 = 4 << 20;

/// A path relative to the root of the knowledge base, with `/` between its parts on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RelPath(String);

impl RelPath {
    /// Takes a path that is already relative and written with `/`.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path below `root`; the whole path where it is not below it.
    pub fn below(root: &Path, path: &Path) -> Self {
        let rel = path.strip_prefix(root).unwrap_or(path);
        let parts: Vec<_> = rel
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        Self(parts.join("/"))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file on disk.
    pub fn on(&self, root: &Path) -> PathBuf {
        root.join(&self.0)
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A range of bytes in one file, end exclusive.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// The text of one file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Where it stands in the knowledge base.
    pub path: RelPath,
    /// Its text, without a byte-order mark.
    pub text: String,
}

/// A position for people: line and column, both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Why a file's text cannot be used.
#[derive(Debug)]
pub enum ReadFault {
    /// The system does not give it: permissions, a broken link, a folder in its place.
    Io(std::io::Error),
    /// It is larger than [`MAX_FILE_BYTES`].
    TooLarge(u64),
    /// It is not UTF-8; the text that could be read, and where the first wrong byte stands.
    NotUtf8 {
        /// The text with every wrong byte replaced, so that the place can be shown.
        lossy: String,
        /// The first wrong byte, as an offset into `lossy`.
        at: usize,
    },
}

impl SourceFile {
    /// Reads `path` below `root`, bounded in size.
    pub fn read(root: &Path, path: &RelPath) -> Result<Self, ReadFault> {
        let file = File::open(path.on(root)).map_err(ReadFault::Io)?;
        let size = file.metadata().map_err(ReadFault::Io)?.len();
        if size > MAX_FILE_BYTES {
            return Err(ReadFault::TooLarge(size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        file.take(MAX_FILE_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(ReadFault::Io)?;
        Self::from_bytes(path.clone(), bytes)
    }

    /// The text of bytes that were read elsewhere.
    pub fn from_bytes(path: RelPath, bytes: Vec<u8>) -> Result<Self, ReadFault> {
        match String::from_utf8(bytes) {
            Ok(mut text) => {
                if text.starts_with('\u{feff}') {
                    text.drain(..'\u{feff}'.len_utf8());
                }
                Ok(Self { path, text })
            }
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let lossy = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Err(ReadFault::NotUtf8 { lossy, at })
            }
        }
    }

    /// Line and column of a byte offset.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        LineColumn {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile::from_bytes(RelPath::new("a.yaml"), text.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let position = file("título: x\n").line_column("título: ".len());
        assert_eq!((position.line, position.column), (1, 9));
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_text() {
        assert_eq!(file("\u{feff}title: x").text, "title: x");
    }

    #[test]
    fn wrong_bytes_are_shown_where_they_stand() {
        let fault = SourceFile::from_bytes(RelPath::new("a"), b"ab\xff".to_vec()).unwrap_err();
        assert!(matches!(fault, ReadFault::NotUtf8 { at: 2, .. }));
    }
}
