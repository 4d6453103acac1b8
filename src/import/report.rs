//! The report of a run as Markdown, made to be the text of a pull request. Everything that came from GitHub stands in
//! code spans, so that it mentions nobody, links nothing and renders nothing.

use std::fmt::Write as _;

use super::inert::code;
use super::summary::Summary;

/// Rows of a list after which the rest is only counted.
const MOST_ROWS: usize = 50;

/// The report of a run.
pub fn report(summary: &Summary) -> String {
    let mut out = String::from("# Import from GitHub\n\n");
    let _ = writeln!(
        out,
        "{} threads read, {} evidence files written, {} threads newly matched, {} drafts, {} threads without an error. {} requests, {} of them free.",
        summary.fetched,
        summary.written,
        summary.matched,
        summary.drafted.len(),
        summary.skipped,
        summary.requests,
        summary.not_modified
    );
    if let Some(until) = summary.limited_until {
        let _ = writeln!(
            out,
            "\nStopped early by GitHub's rate limit; the next run after {until} goes on from here."
        );
    }
    let failed = summary.repositories.iter().filter_map(|repo| {
        repo.error
            .as_ref()
            .map(|error| format!("{}: {}", code(&repo.repo), code(error)))
    });
    rows(
        &mut out,
        "Repositories that could not be imported",
        failed.collect(),
    );
    let renamed = summary.repositories.iter().filter_map(|repo| {
        let name = repo.renamed_to.as_ref()?;
        Some(format!(
            "{} is called {} now: change it in `fixbook.yaml`",
            code(&repo.repo),
            code(name)
        ))
    });
    rows(&mut out, "Renamed repositories", renamed.collect());
    let changes = summary.changes.iter().map(|change| {
        let entries: Vec<String> = change
            .entries
            .iter()
            .map(|entry| code(entry.as_str()))
            .collect();
        format!(
            "{}: {} ({})",
            entries.join(", "),
            code(&change.news.to_string()),
            code(&change.thread)
        )
    });
    rows(&mut out, "What changed for entries", changes.collect());
    let drafted = summary.drafted.iter().map(|entry| {
        format!(
            "{}: read it, check every line, remove `state: draft`",
            code(entry)
        )
    });
    rows(&mut out, "New drafts", drafted.collect());
    let waiting = summary.without_entry.iter().map(|waiting| {
        let threads: Vec<String> = waiting
            .threads
            .iter()
            .take(3)
            .map(|thread| code(thread))
            .collect();
        let short: String = waiting.error.chars().take(160).collect();
        format!(
            "{} ({} reporters, {} reactions): {}",
            code(&short),
            waiting.reporters,
            waiting.reactions,
            threads.join(", ")
        )
    });
    rows(&mut out, "Errors without an entry", waiting.collect());
    let unreadable = summary.quarantined.iter().map(|item| {
        format!(
            "{} {}: {}",
            code(&item.repo),
            code(&item.name),
            code(&item.why)
        )
    });
    rows(
        &mut out,
        "Left out because they could not be read",
        unreadable.collect(),
    );
    let missing = summary.missing.iter().map(|thread| code(thread));
    rows(
        &mut out,
        "Cited by entries, and not there",
        missing.collect(),
    );
    out.push_str("\nTo say no for good, list a thread, or `thread -> entry`, under `ignore:` in `fixbook.yaml`.\n");
    out
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "lists are made for this call"
)]
fn rows(out: &mut String, title: &str, rows: Vec<String>) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {title}\n");
    for row in rows.iter().take(MOST_ROWS) {
        let _ = writeln!(out, "- {row}");
    }
    if rows.len() > MOST_ROWS {
        let _ = writeln!(out, "- and {} more", rows.len() - MOST_ROWS);
    }
}
