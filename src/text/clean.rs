//! Removes what terminals and editors add to text: colour codes, control characters, curly quotes.
//!
//! Keeps every character that a reader would call part of the message.

/// One line without escape sequences and invisible characters, quotes straightened, tabs as spaces.
pub(super) fn clean(line: &str) -> String {
    if is_plain(line) {
        return line.trim_end_matches(' ').to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            '\t' | '\u{a0}' => out.push(' '),
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fffd}' => {}
            '\u{2018}'..='\u{201b}' => out.push('\''),
            '\u{201c}'..='\u{201f}' | '«' | '»' => out.push('"'),
            _ => out.push(c),
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Whether a text has nothing but the visible characters of ASCII and blanks. A loop without a way out looks at many bytes at once.
pub fn is_plain(text: &str) -> bool {
    let plain = |byte| (b' '..=b'~').contains(&byte);
    text.bytes().fold(true, |all, byte| all & plain(byte))
}

/// `ESC [ … letter`, `ESC ] … BEL` (or `ESC \`), `ESC` and one character.
fn skip_escape(chars: &mut impl Iterator<Item = char>) {
    match chars.next() {
        Some('[') => while chars.next().is_some_and(|c| !('@'..='~').contains(&c)) {},
        Some(']') => {
            while let Some(c) = chars.next() {
                if c == '\u{7}' {
                    break;
                }
                if c == '\u{1b}' {
                    chars.next();
                    break;
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_links_and_nul_bytes_go() {
        assert_eq!(
            clean("\u{1b}[2K\u{1b}[31m\u{1b}[1merror\u{1b}[0m\u{0}[E0382]: don’t"),
            "error[E0382]: don't"
        );
        assert_eq!(
            clean("\u{1b}]8;;http://x\u{7}link\u{1b}]8;;\u{1b}\\ end\u{1b}["),
            "link end"
        );
    }
}
