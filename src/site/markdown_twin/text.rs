//! Text as Markdown needs it: on one line, quoted, indented, fenced.

/// A text on one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Third-party text on one line, without anything Markdown would act on.
pub(super) fn quoted(text: &str) -> String {
    line(text)
        .chars()
        .flat_map(|c| {
            "\\`*_[]<>#!|"
                .contains(c)
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect()
}

/// A text whose further lines stand below its first in a list.
pub(super) fn indented(text: &str, by: usize) -> String {
    text.lines()
        .collect::<Vec<_>>()
        .join(&format!("\n{}", " ".repeat(by)))
}

/// Headings of a text below those of the page.
pub(super) fn demoted(text: &str) -> String {
    text.lines()
        .map(|line| {
            if line.starts_with('#') {
                format!("##{line}")
            } else {
                line.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
