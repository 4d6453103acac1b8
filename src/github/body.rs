//! Makes text out of whatever bytes arrive, so that one broken character costs one character and not a page.
//! GitHub passes on lone surrogates as `\ud83d` escapes, which no JSON decoder accepts.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The body as text: invalid UTF-8 and lone surrogate escapes become U+FFFD.
pub(super) fn readable(bytes: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(text) => mend_surrogates(text),
        Cow::Owned(text) => Cow::Owned(mend_surrogates(&text).into_owned()),
    }
}

/// Replaces `\uD800`–`\uDFFF` escapes without their other half by `\ufffd`.
fn mend_surrogates(json: &str) -> Cow<'_, str> {
    if !json.contains("\\ud") && !json.contains("\\uD") {
        return Cow::Borrowed(json);
    }
    let bytes = json.as_bytes();
    let mut mended = String::with_capacity(json.len());
    let (mut copied, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match escape(bytes, at) {
            None => at += 2,
            Some(0xD800..=0xDBFF) if matches!(escape(bytes, at + 6), Some(0xDC00..=0xDFFF)) => {
                at += 12;
            }
            Some(0xD800..=0xDFFF) => {
                mended.push_str(&json[copied..at]);
                mended.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            Some(_) => at += 6,
        }
    }
    mended.push_str(&json[copied..]);
    Cow::Owned(mended)
}

/// The code unit of a `\uXXXX` escape that begins at `at`.
fn escape(bytes: &[u8], at: usize) -> Option<u16> {
    let escape = bytes.get(at..at + 6)?;
    if !escape.starts_with(b"\\u") {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(&escape[2..]).ok()?, 16).ok()
}

/// What a server says about itself in an error, fit for one line of a message.
pub(super) fn message(body: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Said {
        message: String,
    }
    let said =
        serde_json::from_str::<Said>(body).map_or_else(|_| String::new(), |said| said.message);
    let mut line = String::new();
    for c in said.chars().take(200) {
        if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            line.push(' ');
        } else {
            let _ = write!(line, "{c}");
        }
    }
    if line.trim().is_empty() {
        "no reason given".to_owned()
    } else {
        line.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_surrogate_costs_one_character() {
        let mended = readable(br#"{"title":"a \ud83d b","other":"\udc00"}"#);
        assert_eq!(mended, r#"{"title":"a \ufffd b","other":"\ufffd"}"#);
    }

    #[test]
    fn a_pair_of_surrogates_stays() {
        let json = r#""\ud83d\ude00 \uD83D\uDE00""#;
        assert_eq!(readable(json.as_bytes()), json);
    }

    #[test]
    fn an_escaped_backslash_before_u_is_no_escape() {
        let json = r#""C:\\ud83d\\users""#;
        assert_eq!(readable(json.as_bytes()), json);
    }

    #[test]
    fn two_high_halves_in_a_row_lose_only_the_first() {
        assert_eq!(
            readable(br#""\ud83d\ud83d\ude00""#),
            r#""\ufffd\ud83d\ude00""#
        );
    }

    #[test]
    fn invalid_utf8_becomes_a_replacement_character() {
        assert_eq!(readable(b"\"a\xffb\""), "\"a\u{fffd}b\"");
    }

    #[test]
    fn a_message_is_one_clean_line() {
        assert_eq!(
            message("{\"message\":\"no\\u001b[31m\\nway\"}"),
            "no [31m way"
        );
        assert_eq!(message("<html>"), "no reason given");
    }
}
