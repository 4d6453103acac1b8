//! Writes YAML that reads back as what was written, in the plainest form that is safe. The importer and
//! scaffolds write files; everything else about YAML is reading.

use std::fmt::Write as _;

/// A text as a scalar: plain where no reader could take it for something else, else quoted.
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    if text.chars().all(|c| !c.is_control() && !is_break(c)) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || is_break(c) => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// `[a, b]`.
pub fn flow_list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items
        .into_iter()
        .map(|item| scalar(item.as_ref()))
        .collect();
    format!("[{}]", items.join(", "))
}

/// `{a: 1, b: 2}`; the values are written as they stand.
pub fn flow_map<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(key, value)| format!("{}: {value}", scalar(key)))
        .collect();
    format!("{{{}}}", pairs.join(", "))
}

/// A text over several lines as a literal block, indented by so many spaces; one line as a scalar.
pub fn block(text: &str, indent: usize) -> String {
    let text = text.trim_end();
    let literal = text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && text
            .chars()
            .all(|c| c == '\n' || (!c.is_control() && !is_break(c)));
    if !literal {
        return scalar(text);
    }
    let mut out = String::from("|");
    for line in text.lines() {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
    out
}

/// Line breaks of Unicode that YAML or its readers may fold.
fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn is_plain(text: &str) -> bool {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    if !text.starts_with(|c: char| c.is_alphanumeric() || c == '/') || text.ends_with(' ') {
        return false;
    }
    while let Some(c) = chars.next() {
        let fits = match c {
            ' ' | '.' | '_' | '/' | '-' | '+' | '(' | ')' | '=' | ';' | '~' | '\'' => true,
            '#' => before != ' ',
            ':' => chars
                .peek()
                .is_some_and(|next| next.is_alphanumeric() || *next == '/'),
            c => c.is_alphanumeric(),
        };
        if !fits {
            return false;
        }
        before = c;
    }
    !is_typed(text)
}

/// What a YAML reader takes for a number, a date, a truth or nothing.
fn is_typed(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let word = matches!(
        lower.as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "null" | "inf" | "nan"
    );
    let number = text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_hexdigit() || "._-+:xoT eEZ".contains(c));
    word || number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_texts_stay_plain() {
        for text in [
            "example/project#12",
            "https://github.com/a/b/issues/1#issuecomment-2",
            "macOS 26.3",
            "NONE",
            "Größe überschritten",
        ] {
            assert_eq!(scalar(text), text);
        }
    }

    #[test]
    fn what_could_be_misread_is_quoted() {
        for text in [
            "1.10",
            "no",
            "2026-05-18",
            "0x10",
            "a: b",
            "a #b",
            "- a",
            "",
            "true",
            "12:30",
            "[a]",
            "a,b",
            "*a",
            "'a'",
            "@a",
        ] {
            let written = scalar(text);
            assert!(written.starts_with('\''), "{written}");
        }
        assert_eq!(scalar("it's: so"), "'it''s: so'");
        assert_eq!(scalar("a\nb\u{2028}\\"), "\"a\\nb\\u2028\\\\\"");
    }

    #[test]
    fn lists_and_maps_are_written_in_one_line() {
        assert_eq!(flow_list(["a", "b,c"]), "[a, 'b,c']");
        assert_eq!(flow_map([("+1", "4".to_owned())]), "{'+1': 4}");
    }

    #[test]
    fn several_lines_become_a_block() {
        assert_eq!(block("a\n\nb\n", 2), "|\n  a\n\n  b");
        assert_eq!(block("one: line\n", 2), "'one: line'");
    }
}
