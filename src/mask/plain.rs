//! Makes text from strangers safe to keep: what steers a terminal, turns the direction of reading or is invisible
//! goes; every visible character stays.

use std::borrow::Cow;

/// The text without control characters, terminal escape sequences, bidirectional overrides and invisible characters;
/// line ends become `\n`, tabs stay.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\u{1b}' => skip_escape(&mut chars),
            '\u{9b}' => skip_parameters(&mut chars),
            c if is_plain(c) => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

fn is_plain(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        c if c.is_control() => false,
        // Soft hyphen, Arabic letter mark, zero-width space, direction marks, overrides, isolates, separators, byte
        // order mark, annotations, and the tag characters that can carry hidden text. The joiners U+200C and U+200D
        // stay: Persian, Hindi and emoji need them.
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => false,
        _ => true,
    }
}

/// Skips what follows an escape character (ECMA-48): a control sequence, a string with its end, or one character.
fn skip_escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            skip_parameters(chars);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => skip_string(chars),
        Some('(' | ')' | '*' | '+' | '#' | '%') => {
            chars.next();
            chars.next_if(char::is_ascii_alphanumeric);
        }
        Some('=' | '>' | '7' | '8' | 'c' | 'D' | 'E' | 'H' | 'M' | 'N' | 'O' | 'Z') => {
            chars.next();
        }
        _ => {}
    }
}

fn skip_parameters(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while chars.next_if(|c| (' '..='?').contains(c)).is_some() {}
    chars.next_if(|c| ('@'..='~').contains(c));
}

/// An operating system command and its kin end at BEL or at `ESC \`; one that never ends is only skipped to the end
/// of its line.
fn skip_string(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while let Some(c) = chars.next_if(|&c| c != '\n') {
        if c == '\u{7}' || c == '\u{9c}' {
            return;
        }
        if c == '\u{1b}' {
            chars.next_if_eq(&'\\');
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_borrowed() {
        assert!(matches!(
            plain("a\tb\n<T> … é 漢字 👨‍👩‍👧 \u{64a}"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn colours_and_titles_of_terminals_go_whole() {
        assert_eq!(
            plain("\u{1b}[1;31merror\u{1b}[0m: \u{1b}]0;title\u{7}no"),
            "error: no"
        );
        assert_eq!(
            plain("\u{1b}]8;;https://x\u{1b}\\link\u{1b}]8;;\u{1b}\\"),
            "link"
        );
        assert_eq!(plain("\u{9b}31mred\u{1b}(B\u{1b}="), "red");
    }

    #[test]
    fn an_escape_that_never_ends_keeps_the_next_line() {
        assert_eq!(plain("\u{1b}]0;lost\nkept"), "\nkept");
    }

    #[test]
    fn overrides_and_invisible_characters_go() {
        assert_eq!(
            plain("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{e0041}f\u{0}g\u{8}"),
            "abcdefg"
        );
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(plain("a\r\nb\rc\u{2028}d"), "a\nb\nc\nd");
    }
}
