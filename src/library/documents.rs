//! Entries as the matcher sees them: one conversion for the site's index, `find`, the import, and
//! the checks of samples.

use std::borrow::Cow;

use crate::entry::{Entry, Fix};
use crate::matcher::Document;
use crate::name::Markdown;
use crate::tools::Tools;

/// The document of an entry whose page has the state `state` (`published`, `stub` …).
pub fn document<'a>(entry: &'a Entry, tools: &'a Tools, state: &'a str) -> Document<'a> {
    Document {
        body: Cow::Owned(body(entry)),
        ..without_body(entry, tools, state)
    }
}

/// The same, without the body, which only the counting of terms reads.
pub(super) fn without_body<'a>(entry: &'a Entry, tools: &'a Tools, state: &'a str) -> Document<'a> {
    let tool = entry.tool.as_str();
    let borrowed = |texts: &'a [String]| {
        texts
            .iter()
            .map(|text| Cow::Borrowed(text.as_str()))
            .collect()
    };
    let markdown = |text: &'a Option<Markdown>| {
        Cow::Borrowed(text.as_ref().map_or("", Markdown::as_str).trim())
    };
    Document {
        address: Cow::Borrowed(entry.id.as_str()),
        tool: Cow::Borrowed(tools.get(tool).map_or(tool, |tool| &tool.name)),
        title: Cow::Borrowed(entry.title.trim()),
        summary: markdown(&entry.summary),
        signatures: entry
            .signatures
            .iter()
            .map(|signature| Cow::Borrowed(signature.text.as_str()))
            .collect(),
        samples: borrowed(&entry.samples),
        asked_as: borrowed(&entry.asked_as),
        body: Cow::Borrowed(""),
        wrapper: entry.wrapper,
        status: Cow::Borrowed(entry.known_status().as_str()),
        state: Cow::Borrowed(state),
        quick_fix: markdown(&entry.quick_fix),
    }
}

/// All else that the page says about this error; look-alikes and sources speak of others.
fn body(entry: &Entry) -> String {
    let mut parts: Vec<&str> = Vec::new();
    parts.extend(
        [&entry.meaning, &entry.why]
            .into_iter()
            .flatten()
            .map(Markdown::as_str),
    );
    for cause in &entry.causes {
        parts.push(cause.claim.as_str());
        parts.extend(cause.tell.as_ref().map(Markdown::as_str));
        cause
            .fixes
            .iter()
            .for_each(|fix| fix_texts(fix, &mut parts));
    }
    entry
        .fixes
        .iter()
        .for_each(|fix| fix_texts(fix, &mut parts));
    for check in &entry.checks {
        parts.extend(check.ask.as_ref().map(Markdown::as_str));
        parts.extend(check.run.as_deref());
        parts.extend(check.expect.iter().map(|expect| expect.see.as_str()));
    }
    parts.extend(
        entry
            .steps
            .iter()
            .chain(&entry.prevention)
            .map(Markdown::as_str),
    );
    parts.extend(
        entry
            .faq
            .iter()
            .flat_map(|faq| [faq.q.as_str(), faq.a.as_str()]),
    );
    parts.join("\n")
}

fn fix_texts<'e>(fix: &'e Fix, parts: &mut Vec<&'e str>) {
    parts.push(fix.r#do.as_str());
    parts.extend(fix.steps.iter().map(Markdown::as_str));
}
