//! Links into the repository of the content: edit a file, say whether a page helped.

use serde::Serialize;

use super::frame::Frame;
use crate::entry::Entry;
use crate::name::EntryId;

/// Where readers say what they know better.
#[derive(Debug, Serialize)]
pub struct Feedback {
    /// A prefilled issue that says that the page helped.
    pub fixed: String,
    /// A prefilled issue that says that it did not.
    pub failed: String,
    /// Where the entry is edited.
    pub edit: String,
}

impl Feedback {
    /// The links of an entry; none where the site names no repository.
    pub(super) fn of(frame: &Frame<'_>, entry: &Entry) -> Option<Self> {
        frame
            .repository
            .map(|repository| Self::new(repository, &entry.title, &entry.id))
    }

    fn new(repository: &str, title: &str, id: &EntryId) -> Self {
        let issue = |heading: &str, body: &str| {
            let heading = encoded(&format!("{heading}: {title}"));
            let body = encoded(&format!("Page: {id}\n\n{body}"));
            format!("{repository}/issues/new?title={heading}&body={body}")
        };
        let tried = "Which cause was it, and what did you do?\n\nVersion and system:\n";
        let missed = "What did you try, and what happened?\n\nVersion and system:\n";
        Self {
            fixed: issue("This fixed it", tried),
            failed: issue("This did not fix it", missed),
            edit: edit_address(repository, id.file().as_str()),
        }
    }
}

/// Where the file at `path` is edited.
pub(super) fn edit_address(repository: &str, path: &str) -> String {
    format!("{repository}/edit/HEAD/{path}")
}

/// Percent-encoding (RFC 3986): all but the unreserved characters.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3 / 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_title_holds_cannot_change_the_address() {
        let id = EntryId::parse("a/b").unwrap();
        let feedback = Feedback::new("https://github.com/o/r", "x & y #1 \"ü\"", &id);
        let title = "This%20fixed%20it%3A%20x%20%26%20y%20%231%20%22%C3%BC%22";
        assert!(
            feedback.fixed.starts_with(&format!(
                "https://github.com/o/r/issues/new?title={title}&body=Page"
            )),
            "{}",
            feedback.fixed
        );
    }
}
