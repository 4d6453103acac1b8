//! Findings for programs: one JSON object with `"version": 1`. Within a version keys are only added.

use serde::Serialize;

use super::{Located, Severity};

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    findings: Vec<Row<'a>>,
    entries: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    help: Option<&'a str>,
}

/// Renders all findings; `entries` is how many entries were looked at.
pub fn render(located: &Located, entries: usize) -> String {
    let findings = located
        .iter()
        .map(|(spot, _, finding)| Row {
            code: finding.code.0,
            severity: finding.severity,
            message: &finding.message,
            file: finding.place.file.as_str(),
            line: spot.position.line,
            column: spot.position.column,
            help: finding.help.as_deref(),
        })
        .collect();
    let document = Document {
        version: 1,
        findings,
        entries,
    };
    let mut text = serde_json::to_string_pretty(&document).expect("findings are plain data");
    text.push('\n');
    text
}
