//! The machine twins: errors.json, and index.json beside every entry. Within a version keys are only
//! added.

use anyhow::Result;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::Site;
use crate::claim::{self, Standing};
use crate::entry::{Card, Entry};
use crate::yaml::Day;

/// One entry in errors.json; the same keys open its index.json.
#[derive(Serialize)]
struct Row<'a> {
    entry: &'a str,
    title: &'a str,
    tool: &'a str,
    category: &'a str,
    state: &'static str,
    status: &'static str,
    url: String,
    signatures: &'a [String],
    updated: Option<Day>,
}

impl<'a> Row<'a> {
    fn new(site: &'a Site<'_>, card: &'a Card) -> Self {
        let tool = site.library.tools.get(card.tool.as_str());
        Self {
            entry: card.id.as_str(),
            title: &card.title,
            tool: card.tool.as_str(),
            category: tool.map_or("Other", crate::tools::Tool::category_name),
            state: site.verdicts.of(&card.id).as_str(),
            status: card.status.as_str(),
            url: site.frame.url(&format!("{}/", card.id)),
            signatures: &card.signatures,
            updated: card.date(),
        }
    }
}

/// errors.json: a row per entry that has a page, stubs included.
pub(super) fn errors(site: &Site<'_>) -> String {
    let entries = site
        .cards()
        .iter()
        .map(|card| Row::new(site, card))
        .collect();
    let document = Rows {
        version: 1,
        entries,
    };
    let text = serde_json::to_string(&document).expect("rows are JSON");
    format!("{text}\n")
}

/// The document errors.json.
#[derive(Serialize)]
struct Rows<'a> {
    entries: Vec<Row<'a>>,
    version: u32,
}

/// index.json of an entry: its row, and every part of it.
pub(super) fn entry(site: &Site<'_>, card: &Card, entry: &Entry) -> Result<Vec<u8>> {
    let mut document = serde_json::to_value(&entry.says)?;
    mark_claims(site, entry, &mut document);
    let parts = document.as_object_mut().expect("an entry is an object");
    parts.insert("version".into(), 1.into());
    if let Some(details) = parts.remove("signatures") {
        parts.insert("signature_details".into(), details);
    }
    if let Some(Json::Object(extra)) = parts.remove("extra") {
        parts.extend(extra);
    }
    parts.insert("sources".into(), sources(site, entry));
    parts.insert("reports".into(), reports(site, entry));
    if let Json::Object(row) = serde_json::to_value(Row::new(site, card))? {
        parts.extend(row);
    }
    prune(&mut document);
    let mut text = Vec::with_capacity(16 * 1024);
    serde_json::to_writer_pretty(&mut text, &document)?;
    text.push(b'\n');
    Ok(text)
}

/// Adds confidence and disputed to every claim, and says `unknown` where a command has no effect.
fn mark_claims(site: &Site<'_>, entry: &Entry, parts: &mut Json) {
    for (at, cause) in entry.causes.iter().enumerate() {
        mark(
            &mut parts["causes"][at],
            claim::of_cause(site.library, entry, cause),
        );
        for (place, fix) in cause.fixes.iter().enumerate() {
            let json = &mut parts["causes"][at]["fixes"][place];
            mark(json, claim::of_fix(site.library, entry, fix));
            say_effect(json);
        }
    }
    for (at, fix) in entry.fixes.iter().enumerate() {
        mark(
            &mut parts["fixes"][at],
            claim::of_fix(site.library, entry, fix),
        );
        say_effect(&mut parts["fixes"][at]);
    }
    for (at, check) in entry.checks.iter().enumerate() {
        if check.run.is_some() {
            say_effect(&mut parts["checks"][at]);
        }
    }
}

fn mark(claim: &mut Json, standing: Standing) {
    claim["confidence"] = standing.confidence.as_str().into();
    claim["disputed"] = standing.disputed.into();
}

fn say_effect(json: &mut Json) {
    if json["effect"].is_null() {
        json["effect"] = "unknown".into();
    }
}

/// The sources by key, each with its address and role.
fn sources(site: &Site<'_>, entry: &Entry) -> Json {
    let of = |(key, source): &(String, crate::entry::Source)| {
        let mut json = serde_json::to_value(source).unwrap_or_default();
        json["url"] = source.address().into();
        json["role"] = claim::role_of(site.library, entry, source).as_str().into();
        (key.clone(), json)
    };
    Json::Object(entry.sources.iter().map(of).collect())
}

/// The threads matched to the entry: facts and titles, which are third-party text.
fn reports(site: &Site<'_>, entry: &Entry) -> Json {
    let threads = site
        .library
        .matched(&entry.id)
        .iter()
        .filter_map(|id| site.library.thread(id));
    threads
        .map(|thread| {
            json!({
                "issue": thread.issue,
                "url": thread.url,
                "untrusted_title": thread.title,
                "state": thread.state,
                "opened": thread.opened,
                "closed": thread.closed,
            })
        })
        .collect()
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(keys) => keys.is_empty(),
        _ => false,
    }
}

/// Leaves out what is absent: null, and empty lists and maps.
fn prune(value: &mut Json) {
    match value {
        Json::Object(keys) => {
            keys.values_mut().for_each(prune);
            keys.retain(|_, value| !is_empty(value));
        }
        Json::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}
