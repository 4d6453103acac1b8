//! A character that nobody sees: a control or bidirectional override character.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Entry, Text};
use crate::finding::{Finding, Place, Report};

/// A character that nobody sees: a control or bidirectional override character.
pub(crate) struct ControlCharacter;

impl Rule for ControlCharacter {
    about!("control-character", Said, Own);

    fn text(&self, _: &Scope<'_>, entry: &Entry, text: &Text<'_>, report: &mut Report) {
        // Nearly all texts are plain; a loop without a way out looks at many bytes at once.
        let plain = |byte: u8| (b' '..=b'~').contains(&byte) || byte == b'\n';
        if text.text.bytes().fold(true, |all, byte| all & plain(byte)) {
            return;
        }
        let Some(hidden) = text.text.chars().find(|c| is_hidden(*c)) else {
            return;
        };
        report.push(
            Finding::error(
                self.code(),
                Place::value(&entry.id.file(), text.path.clone()),
                format!("the hidden character U+{:04X}", hidden as u32),
            )
            .label("nobody sees it, and it changes what is shown or copied")
            .help("remove it; samples are matched without colour codes anyway"),
        );
    }
}

/// Control characters other than line breaks and tabs, and the bidirectional controls of Unicode
/// Annex 9 (Trojan Source, CVE-2021-42574).
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
