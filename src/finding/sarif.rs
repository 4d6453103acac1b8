//! Findings as SARIF 2.1.0 (OASIS), for code scanning services.

use serde_json::{Value, json};

use super::{Located, Severity};

/// Renders all findings as one SARIF run. `rules` gives code and one-line description of every rule.
pub fn render(located: &Located, rules: &[(&str, &str)]) -> String {
    let results: Vec<Value> = located
        .iter()
        .map(|(spot, _, finding)| {
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let text = match &finding.help {
                Some(help) => format!("{}\nhelp: {help}", finding.message),
                None => finding.message.clone(),
            };
            json!({
                "ruleId": finding.code.0,
                "level": level,
                "message": {"text": text},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": finding.place.file.as_str()},
                    "region": {"startLine": spot.position.line, "startColumn": spot.position.column},
                }}],
            })
        })
        .collect();
    let rules: Vec<Value> = rules
        .iter()
        .map(|(code, about)| json!({"id": code, "shortDescription": {"text": about}}))
        .collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "fixbook", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&document).expect("findings are plain data");
    text.push('\n');
    text
}
