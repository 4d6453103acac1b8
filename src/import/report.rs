//! The report of a run as Markdown, made to be the text of a pull request. Everything that came from GitHub stands in
//! code spans, so that it mentions nobody, links nothing and renders nothing.

use std::fmt::Write as _;

use super::inert::code;
use super::summary::Summary;

/// GitHub takes 65,536 characters as the text of a pull request.
const MOST_BYTES: usize = 60_000;
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
    repositories(&mut out, summary);
    entries(&mut out, summary);
    without_entry(&mut out, summary);
    left_out(&mut out, summary);
    if out.len() > MOST_BYTES {
        let end = out.floor_char_boundary(MOST_BYTES);
        // Whole lines only, so that no code span stays open.
        out.truncate(out[..end].rfind('\n').map_or(0, |at| at + 1));
        out.push_str("\nThe rest is too long for a pull request; `fixbook import --inbox` and the changed files show it.\n");
    }
    out.push_str("\nTo say no for good, list a thread, or `thread -> entry`, under `ignore:` in `fixbook.yaml`.\n");
    out
}

fn repositories(out: &mut String, summary: &Summary) {
    let failed = summary.repositories.iter().filter_map(|repo| {
        repo.error
            .as_ref()
            .map(|error| format!("{}: {}", code(&repo.repo), code(error)))
    });
    rows(
        out,
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
    rows(out, "Renamed repositories", renamed.collect());
}

fn entries(out: &mut String, summary: &Summary) {
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
    rows(out, "What changed for entries", changes.collect());
    let drafted = summary.drafted.iter().map(|entry| {
        format!(
            "{}: read it, check every line, remove `state: draft`",
            code(entry)
        )
    });
    rows(out, "New drafts", drafted.collect());
}

fn without_entry(out: &mut String, summary: &Summary) {
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
    rows(out, "Errors without an entry", waiting.collect());
}

fn left_out(out: &mut String, summary: &Summary) {
    let unreadable = summary.quarantined.iter().map(|item| {
        format!(
            "{} {}: {}",
            code(&item.repo),
            code(&item.name),
            code(&item.why)
        )
    });
    rows(
        out,
        "Left out because they could not be read",
        unreadable.collect(),
    );
    rows(
        out,
        "Entries that cannot be read, so that nothing was drafted",
        summary.broken.iter().map(|file| code(file)).collect(),
    );
    let missing = summary.missing.iter().map(|thread| code(thread));
    rows(out, "Cited by entries, and not there", missing.collect());
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
