//! Prepares lines of output: takes off what stands before a message (times, prompts, gutters of containers and
//! interfaces) and joins what a terminal wrapped.

use std::sync::LazyLock;

use regex::Regex;

/// The longest text kept of an error.
pub(super) const LONGEST: usize = 1000;

static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    let time = r"\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?(?:\s?[AP]M)?";
    let date = r"\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}";
    let zone = r"(?:Z|\s?[+-]\d{2}:?\d{2}|\s?UTC)?";
    let month = r"(?:[A-Z][a-z]{2}\s+)?[A-Z][a-z]{2}\s+\d{1,2}";
    let patterns = [
        format!(r"\[?{date}[T ]+{time}{zone}\]?[:,]?\s+"),
        format!(r"\[?{month}\s+{time}{zone}(?:\s\d{{4}})?\]?\s+"),
        format!(r"\[?{time}{zone}\]?:?\s+"),
        // klog, glog, containers, chromium, the workers of test runners
        format!(r"[IWEF]\d{{4}}\s{time}\s+\d+\s\S+:\d+\]\s"),
        r"\[\d+:\d+(?::\d+)?/[\d.]+:(?:ERROR|WARNING|INFO|FATAL):[^\]]{3,80}\]\s".to_owned(),
        r"[A-Za-z0-9_.-]{2,40}\s*\|\s+".to_owned(),
        r"#\d+\s+\d+\.\d+\s".to_owned(),
        r"#\d+\s+".to_owned(),
        r"\d+\.\d{2,3}\s".to_owned(),
        r"[│┃|⎿⏺●•▪◆◇■└├─╰╭✖✘✗×❌⚠️❗🚨🛑⨯❯➜▲→]+\s*".to_owned(),
        r"\(node:\d+\)\s".to_owned(),
        r"\[\d+\]\s".to_owned(),
    ];
    Regex::new(&format!("^(?:{})", patterns.join("|"))).expect("a constant")
});
static LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\[(?:ERROR|ERR|FATAL|CRITICAL|SEVERE|error|err|fatal|Error)\]|(?:ERROR|FATAL|CRITICAL|SEVERE)(?:\s+---|\s*\|)|level=(?:error|fatal)\s+msg=)\s*:?-?\s*")
        .expect("a constant")
});

/// The message of a line: without times, gutters and a bracketed level before it.
pub(super) fn message(line: &str) -> &str {
    let mut rest = line.trim();
    for _ in 0..5 {
        let shorter = PREFIX
            .find(rest)
            .map_or(rest, |found| rest[found.end()..].trim_start());
        let shorter = LEVEL
            .find(shorter)
            .map_or(shorter, |found| shorter[found.end()..].trim_start());
        if shorter.len() == rest.len() || shorter.is_empty() {
            break;
        }
        rest = shorter;
    }
    rest
}

/// The lines with those put together again that a terminal or a mail program wrapped inside a message: a quotation
/// or a bracket is still open.
pub(super) fn rejoin(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut wrapped = 0;
    for line in lines {
        let text = message(line);
        match out.last_mut() {
            Some(last)
                if wrapped < 8 && goes_on(last, text) && last.len() + text.len() < LONGEST =>
            {
                if !last.ends_with(' ') {
                    last.push(' ');
                }
                last.push_str(text);
                wrapped += 1;
            }
            _ => {
                out.push(line.trim_end().to_owned());
                wrapped = 0;
            }
        }
    }
    out
}

static CARRIER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)(?:error|exception|failed|failure|status|http|message|invalid|denied)[^{\["]*[{\["]|^\s*\{"(?:type|error|jsonrpc|message|code|detail)"|:\s*$|\b[45]\d\d\s*$"#).expect("a constant")
});

fn goes_on(last: &str, next: &str) -> bool {
    if next.is_empty() || !CARRIER.is_match(last) {
        return false;
    }
    let quotes = last.matches('"').count() - last.matches("\\\"").count();
    let open = last.matches(['{', '[']).count() > last.matches(['}', ']']).count();
    let starts_json = next.starts_with("{\"") && !next.starts_with("{\" ");
    let ends_open =
        last.trim_end().ends_with([':']) || last.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let cut = quotes % 2 == 1
        || (open && last.contains('"') && !last.trim_end().ends_with(['{', '[', ',']));
    (cut && !last.trim_end().ends_with('{')) || (starts_json && ends_open)
}

/// The text shortened to what is kept of an error, at a border of characters.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(longest - 1).collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        rejoin(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn times_gutters_and_levels_are_taken_off() {
        for line in [
            "2026-01-02T03:04:05.678Z boom happened",
            "[26-03-10 10:50:17] boom happened",
            "10:50:17 [ERROR] boom happened",
            "web-1  | 2026-01-02 03:04:05,678 ERROR | boom happened",
            "Jan  2 03:04:05 boom happened",
            "E0102 03:04:05.123456    1 main.go:12] boom happened",
            "  ⎿  boom happened",
            "(node:123) boom happened",
        ] {
            assert_eq!(message(line), "boom happened", "{line}");
        }
    }

    #[test]
    fn wrapped_messages_become_one_line() {
        let text = "API Error: 401 \n    {\"type\":\"error\",\"message\":\"Token has\n     expired. Get a \n    new one.\"}\nAlso here.";
        assert_eq!(
            lines(text),
            [
                "API Error: 401 {\"type\":\"error\",\"message\":\"Token has expired. Get a new one.\"}",
                "Also here."
            ]
        );
    }

    #[test]
    fn lists_and_objects_over_lines_stay() {
        let text = "{\n  \"message\": \"done\",\n  \"level\": 1\n}";
        assert_eq!(lines(text).len(), 4);
    }
}
