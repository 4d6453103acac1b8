//! Remembers the last answer of an address, so that an unchanged one costs no quota.
//! An answer is stored after it was read and decoded whole, never before, and only the masked facts of it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::transport::ACCEPTED;

/// Format of the stored files; another one is ignored.
const VERSION: u32 = 1;
/// Answers not used for so long belong to addresses that are not asked for any more.
const FORGET_AFTER: Duration = Duration::from_secs(45 * 24 * 60 * 60);

/// The folder with the answers.
pub(super) struct Etags {
    folder: PathBuf,
    token: String,
}

/// One answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Remembered<T> {
    pub(super) etag: String,
    pub(super) next: Option<String>,
    pub(super) value: T,
}

#[derive(Serialize)]
struct Stored<'a, T> {
    version: u32,
    url: &'a str,
    answer: &'a Remembered<T>,
}

#[derive(Deserialize)]
struct Loaded<T> {
    version: u32,
    url: String,
    answer: Remembered<T>,
}

impl Etags {
    /// Uses the folder, which need not exist yet, and drops what was long not used.
    pub(super) fn open(folder: &Path, token: Option<&str>) -> Self {
        if let Ok(entries) = fs::read_dir(folder) {
            for entry in entries.flatten() {
                let age = entry
                    .metadata()
                    .and_then(|m| m.modified())
                    .ok()
                    .and_then(|time| time.elapsed().ok());
                if age.is_some_and(|age| age > FORGET_AFTER) {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
        let token = blake3::hash(token.unwrap_or_default().as_bytes())
            .to_hex()
            .to_string();
        Self {
            folder: folder.to_owned(),
            token,
        }
    }

    /// What is known of an address. A file that does not decode is dropped: the next request is unconditional.
    pub(super) fn load<T: DeserializeOwned>(&self, url: &str) -> Option<Remembered<T>> {
        let path = self.path(url);
        let bytes = fs::read(&path).ok()?;
        match serde_json::from_slice::<Loaded<T>>(&bytes) {
            Ok(loaded) if loaded.version == VERSION && loaded.url == url => Some(loaded.answer),
            _ => {
                let _ = fs::remove_file(path);
                None
            }
        }
    }

    /// Keeps an answer. A full or read-only disk costs the saving, not the run.
    pub(super) fn store<T: Serialize>(&self, url: &str, answer: &Remembered<T>) {
        let Ok(bytes) = serde_json::to_vec(&Stored {
            version: VERSION,
            url,
            answer,
        }) else {
            return;
        };
        let path = self.path(url);
        let half = path.with_extension(format!("{}.half", std::process::id()));
        let written = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::File::create(&half))
            .and_then(|mut file| file.write_all(&bytes))
            .and_then(|()| fs::rename(&half, &path));
        if written.is_err() {
            let _ = fs::remove_file(half);
        }
    }

    /// Drops what is known of an address.
    pub(super) fn forget(&self, url: &str) {
        let _ = fs::remove_file(self.path(url));
    }

    fn path(&self, url: &str) -> PathBuf {
        let key = blake3::hash(format!("{url}\n{ACCEPTED}\n{}", self.token).as_bytes()).to_hex();
        self.folder.join(format!("{}.json", &key[..32]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_token_does_not_see_the_answer() {
        let folder = tempfile::tempdir().expect("a folder");
        let answer = Remembered {
            etag: "\"a\"".to_owned(),
            next: None,
            value: vec![1],
        };
        Etags::open(folder.path(), Some("one")).store("https://h/a", &answer);
        let load = |token| {
            Etags::open(folder.path(), token)
                .load::<Vec<i32>>("https://h/a")
                .is_some()
        };
        assert!(load(Some("one")));
        assert!(!load(Some("two")));
        assert!(!load(None));
    }

    #[test]
    fn a_poisoned_file_is_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        let etags = Etags::open(folder.path(), None);
        etags.store(
            "https://h/a",
            &Remembered {
                etag: "\"a\"".to_owned(),
                next: None,
                value: vec![1],
            },
        );
        let path = etags.path("https://h/a");
        let whole = fs::read(&path).expect("stored");
        fs::write(&path, &whole[..whole.len() / 2]).expect("cut");
        assert!(etags.load::<Vec<i32>>("https://h/a").is_none());
        assert!(!path.exists());
    }
}
