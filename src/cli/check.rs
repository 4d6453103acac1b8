//! `fixbook check`: everything that is wrong with the content, at its place.

use anyhow::Result;
use clap::Args;

use super::ui::Ui;
use super::{Common, Format, Status, root};
use crate::finding::Counts;
use crate::library::Library;
use crate::yaml::locate;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {}

/// Checks the whole knowledge base.
pub(super) fn run(_args: &CheckArgs, common: &Common, ui: &mut Ui) -> Result<Status> {
    let root = root::find(common)?;
    let loaded = Library::load(&root)?;
    let report = loaded.report;
    let counts = report.counts();
    let located = locate(&root, report.into_findings());
    ui.findings(&located, loaded.entry_files, &[]);
    if ui.format() == Format::Human {
        ui.result(&summary(counts, located.files(), loaded.entry_files));
    }
    Ok(if counts.errors > 0 {
        Status::Findings
    } else {
        Status::Ok
    })
}

fn summary(counts: Counts, files: usize, entries: usize) -> String {
    let entries = counted(entries, "entry", "entries");
    if counts == Counts::default() {
        return format!("{entries}, no findings\n");
    }
    let parts = [
        (counts.errors, "error", "errors"),
        (counts.warnings, "warning", "warnings"),
        (counts.notes, "note", "notes"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|part| part.0 > 0)
        .map(|part| counted(part.0, part.1, part.2))
        .collect();
    format!(
        "{} in {}; {entries}\n",
        parts.join(", "),
        counted(files, "file", "files")
    )
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
