//! What an entry needs beyond its shape, depending on its state: a draft may lack its summary,
//! meaning, causes, fixes and sources (each a note), everything else may not (each an error). The
//! same conditions stand in the JSON Schema.

use serde_json::{Value as Json, json};

use super::{EntryFile, State};
use crate::finding::{Finding, Place, Severity};
use crate::source::Span;
use crate::yaml::{BAD_VALUE, Context, MISSING_KEY, Node, Value};

/// The most characters of a summary.
const MAX_SUMMARY: usize = 200;
/// The fewest and most characters of a title.
const TITLE: std::ops::RangeInclusive<usize> = 8..=120;

/// Reports what the entry lacks, from the tree, so that it is told whatever else is at fault.
pub(super) fn require(node: &Node, entry: Option<&EntryFile>, cx: &mut Context<'_>) {
    if !matches!(node.value, Value::Map(_)) {
        return;
    }
    let draft = word(node, "state") == Some(State::Draft.as_str());
    let missing = if draft {
        Severity::Note
    } else {
        Severity::Error
    };
    // A misspelt key was told already, with what was meant.
    let misspelt: Vec<String> = cx
        .report
        .findings()
        .iter()
        .filter_map(|finding| finding.help.clone())
        .collect();
    let told = |key: &str| misspelt.contains(&format!("did you mean `{key}`?"));
    let has = |key: &str| told(key) || node.pair(key).is_some_and(|pair| holds(&pair.value));
    let yes = |key: &str| word(node, key) == Some("true");
    let top = match &node.value {
        Value::Map(pairs) => pairs.first().map_or(node.span, |pair| pair.key_span),
        _ => node.span,
    };
    let at = |key: &str| node.pair(key).map_or(top, |pair| pair.key_span);
    for key in ["summary", "meaning"] {
        if !has(key) {
            lack(
                cx,
                missing,
                at(key),
                &format!("`{key}` is missing"),
                &format!("add `{key}:`"),
            );
        }
    }
    if !has("sources") {
        let help = "add `sources:` with a key and an address, for example `docs: https://…`";
        lack(cx, missing, at("sources"), "`sources` is missing", help);
    }
    if !has("causes") && !yes("cause_unknown") {
        lack(
            cx,
            missing,
            at("causes"),
            "no cause is given",
            "add `causes:`, or `cause_unknown: true` if none is known",
        );
    }
    let honest = yes("no_known_fix") && has("escalate");
    if !has("fixes") && !fix_in_cause(node) && !honest {
        let help = if yes("no_known_fix") {
            "add `escalate:`: where to go when there is no fix"
        } else {
            "add `fixes:`, or `no_known_fix: true` with `escalate:` if none is known"
        };
        lack(cx, missing, at("fixes"), "no fix is given", help);
    }
    if word(node, "state") == Some(State::Withdrawn.as_str()) && !has("withdrawn") {
        lack(
            cx,
            Severity::Error,
            top,
            "`withdrawn` is missing",
            "add `withdrawn:` and say why",
        );
    }
    if let Some(entry) = entry {
        lengths(node, entry, cx);
        for (key, source) in &entry.sources {
            if source.url.is_none() && source.issue.is_none() {
                let span = node
                    .pair("sources")
                    .and_then(|pair| pair.value.pair(key))
                    .map_or(top, |pair| pair.key_span);
                lack(
                    cx,
                    Severity::Error,
                    span,
                    &format!("the source `{key}` has neither `url` nor `issue`"),
                    "add `url:` or `issue:`",
                );
            }
        }
        for (at, check) in entry.checks.iter().enumerate() {
            if check.ask.is_none() && check.run.is_none() {
                let path = crate::finding::KeyPath::of("checks").item(at);
                lack(
                    cx,
                    Severity::Error,
                    node.follow(&path).span,
                    "a check has neither `ask` nor `run`",
                    "add `ask:` with a question, or `run:` with a command",
                );
            }
        }
    }
}

fn lengths(node: &Node, entry: &EntryFile, cx: &mut Context<'_>) {
    let span = |key: &str| node.pair(key).map_or(node.span, |pair| pair.value.span);
    let title = entry.title.trim().chars().count();
    if !TITLE.contains(&title) {
        let message = format!("the title has {title} characters");
        cx.error(
            BAD_VALUE,
            span("title"),
            message,
            "expected 8 to 120 characters",
        );
    }
    let summary = entry
        .summary
        .as_ref()
        .map_or(0, |text| text.as_str().trim().chars().count());
    if summary > MAX_SUMMARY {
        let message = format!("the summary has {summary} characters");
        cx.error(
            BAD_VALUE,
            span("summary"),
            message,
            format!("expected at most {MAX_SUMMARY}"),
        );
    }
}

fn lack(cx: &mut Context<'_>, severity: Severity, span: Span, message: &str, help: &str) {
    let place = Place::bytes(cx.file, span);
    let mut finding = Finding::error(MISSING_KEY, place, message)
        .label("an entry needs it")
        .help(help);
    finding.severity = severity;
    if severity == Severity::Note {
        finding = finding.label("needed before the draft can be published");
    }
    cx.report.push(finding);
}

fn holds(node: &Node) -> bool {
    match &node.value {
        Value::Empty => false,
        Value::Text(_) => true,
        Value::List(items) => !items.is_empty(),
        Value::Map(pairs) => !pairs.is_empty(),
    }
}

fn word<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    match &node.pair(key)?.value.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn fix_in_cause(node: &Node) -> bool {
    let Some(causes) = node.pair("causes") else {
        return false;
    };
    let has_fix = |cause: &Node| cause.pair("fixes").is_some_and(|pair| holds(&pair.value));
    match &causes.value.value {
        Value::List(items) => items.iter().any(has_fix),
        _ => has_fix(&causes.value),
    }
}

/// The same conditions as JSON Schema.
pub(super) fn with_conditions(root: &Json) -> Json {
    let filled = json!({"not": {"enum": [null, [], {}]}});
    let fix_in_cause = json!({
        "anyOf": [
            {"type": "array", "contains": {"type": "object", "required": ["fixes"], "properties": {"fixes": filled}}},
            {"type": "object", "required": ["fixes"], "properties": {"fixes": filled}},
        ],
    });
    let has = |key: &str| json!({"required": [key], "properties": {key: filled}});
    let yes = |key: &str| json!({"required": [key], "properties": {key: {"enum": [true, "true"]}}});
    json!({
        "allOf": [
            root,
            {"properties": {
                "title": {"if": {"type": "string"}, "then": {"pattern": r"^\s*\S[\s\S]{6,}\S\s*$", "maxLength": 124}},
                "summary": {"if": {"type": "string"}, "then": {"maxLength": 204}},
                "sources": {"if": {"type": "object"}, "then": {"additionalProperties": {
                    "if": {"type": "object"}, "then": {"anyOf": [has("url"), has("issue")]},
                }}},
                "checks": {"if": {"type": "array"}, "then": {"items": {
                    "if": {"type": "object"}, "then": {"anyOf": [has("ask"), has("run")]},
                }}},
            }},
            {
                "if": {"required": ["state"], "properties": {"state": {"const": "draft"}}},
                "else": {"allOf": [
                    has("summary"), has("meaning"), has("sources"),
                    {"anyOf": [has("causes"), yes("cause_unknown")]},
                    {"anyOf": [
                        has("fixes"),
                        {"required": ["causes"], "properties": {"causes": fix_in_cause}},
                        {"allOf": [yes("no_known_fix"), has("escalate")]},
                    ]},
                ]},
            },
            {
                "if": {"required": ["state"], "properties": {"state": {"const": "withdrawn"}}},
                "then": has("withdrawn"),
            },
        ],
    })
}
