//! Findings as annotations of a GitHub Actions run: workflow commands, one per line, see
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>.

use super::{Located, Severity};

/// Renders every finding as a workflow command.
pub fn render(located: &Located) -> String {
    located
        .iter()
        .map(|(spot, _, finding)| {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            let help = finding
                .help
                .as_ref()
                .map(|help| format!("\nhelp: {help}"))
                .unwrap_or_default();
            format!(
                "::{command} file={},line={},col={},title={}::{}\n",
                property(finding.place.file.as_str()),
                spot.position.line,
                spot.position.column,
                property(finding.code.0),
                data(&format!("{}{help}", finding.message)),
            )
        })
        .collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_cannot_end_its_command() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }
}
