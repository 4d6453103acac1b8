//! Finds what varies from run to run (times, ids, addresses, versions, folders), so that it is neither matched nor counted.
//!
//! Patterns come from `rules.json`; every match is ASCII, so a masked part keeps its length in code points, bytes and UTF-16.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::rules::{RULES, is_word};

static MASKS: LazyLock<Vec<Mask>> = LazyLock::new(|| {
    let compile = |pattern: &str| Regex::new(pattern).expect("patterns of rules.json compile");
    RULES
        .masks
        .iter()
        .map(|rule| Mask {
            regex: compile(&rule.pattern),
            not_after: rule.not_after.clone(),
            needs: needs(&rule.name),
        })
        .collect()
});

/// What varies has a digit or one of these.
const TELLING: &[u8] = b"0123456789/@\\";

struct Mask {
    regex: Regex,
    not_after: String,
    needs: &'static [u8],
}

/// Which bytes a text has: one look at it answers for all masks.
struct Bytes([bool; 256]);

impl Bytes {
    fn of(text: &str) -> Self {
        let mut all = [false; 256];
        for byte in text.bytes() {
            all[usize::from(byte)] = true;
        }
        Self(all)
    }

    fn have(&self, some: &[u8]) -> bool {
        some.iter().any(|byte| self.0[usize::from(*byte)])
    }
}

/// Bytes of which a text must have one for a mask to match: most lines have none of most of them. Empty where nothing is known.
fn needs(mask: &str) -> &'static [u8] {
    match mask {
        "clock" => b":",
        "uuid" => b"-",
        "address" => b"x",
        "mail" => b"@",
        "ip" | "version" => b".",
        "folder" => b"/\\",
        _ => b"",
    }
}

/// The line with each masked part replaced by as many spaces. One mask after the other, in the order of the file; a match that
/// begins or ends inside a word is tried again one character later.
pub(super) fn mask(line: &str) -> Cow<'_, str> {
    let bytes = Bytes::of(line);
    if !bytes.have(TELLING) {
        return Cow::Borrowed(line);
    }
    let mut text = line.to_owned();
    for mask in MASKS.iter() {
        if !mask.needs.is_empty() && !bytes.have(mask.needs) {
            continue;
        }
        let mut from = 0;
        while let Some(found) = mask.regex.find_at(&text, from) {
            let (start, end) = (found.start(), found.end());
            let before = text[..start].chars().next_back();
            let after = text[end..].chars().next();
            let inside = before.is_some_and(|c| is_word(c) || mask.not_after.contains(c))
                || (ends_in_word(&text[start..end]) && after.is_some_and(is_word));
            if inside {
                from = start + 1;
            } else {
                text.replace_range(start..end, &" ".repeat(end - start));
                from = end;
            }
        }
    }
    Cow::Owned(text)
}

fn ends_in_word(found: &str) -> bool {
    found.chars().next_back().is_some_and(is_word)
}

/// Whether a word is an id rather than a word: long numbers, hashes, durations, random strings.
pub(super) fn is_id(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || !word.is_ascii() {
        return false;
    }
    let length = word.len();
    if digits == length {
        return length > 5;
    }
    let hex = word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'));
    let mixed = word.bytes().any(|byte| byte.is_ascii_lowercase())
        && word.bytes().any(|byte| byte.is_ascii_uppercase());
    (hex && length >= 7 && digits >= 2)
        || (length >= 20 && digits >= 3 && mixed)
        || is_measure(word)
}

/// `254ms`, `12kb`: a number and a unit.
fn is_measure(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len()
        && matches!(
            unit,
            "ms" | "s" | "kb" | "mb" | "gb" | "kB" | "MB" | "GB" | "KB"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_varies_goes_and_codes_stay() {
        assert_eq!(
            mask("2026-03-12T08:27:13.447Z api 429").trim_start(),
            "api 429"
        );
        assert_eq!(mask("connect 127.0.0.1:6379"), "connect          :6379");
        assert_eq!(mask("at /home/me/app/main.py"), "at              main.py");
        assert_eq!(
            mask("error[E0391] at src/main.rs"),
            "error[E0391] at src/main.rs"
        );
        assert_eq!(
            mask("https://svelte.dev/e/state_x"),
            "https://svelte.dev/e/state_x"
        );
    }

    #[test]
    fn ids_are_told_from_codes() {
        assert!(
            [
                "1795388221106",
                "8f3a2b1",
                "254ms",
                "011BdTqEnUpvOiKk8QJHbTAa"
            ]
            .into_iter()
            .all(is_id)
        );
        assert!(
            ["429", "e0391", "32000", "utf8", "deadbeef", "ts2307"]
                .into_iter()
                .all(|word| !is_id(word))
        );
    }
}
