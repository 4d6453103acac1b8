//! `fixbook check`: everything that is wrong with the content, at its place.

use anyhow::{Result, bail};
use clap::Args;

use super::ui::Ui;
use super::{Common, Format, Status, root};
use crate::check;
use crate::fetch::Web;
use crate::finding::suggest::nearest;
use crate::finding::{Counts, Report};
use crate::library::{Kept, KeptTerms, Library};
use crate::memo::CACHE;
use crate::theme::Theme;
use crate::yaml::{Day, locate};

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Explain a finding's code instead
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
    /// Also ask every address outside the site whether it is still there (needs the network)
    #[arg(long)]
    links: bool,
}

/// Checks the whole knowledge base.
pub(super) fn run(args: &CheckArgs, common: &Common, ui: &mut Ui) -> Result<Status> {
    if let Some(code) = &args.explain {
        return explain(code, ui);
    }
    let root = root::find(common)?;
    let cache = root.join(CACHE);
    let mut kept = Kept::open(&cache);
    let loaded = Library::load_kept(&root, &mut kept)?;
    let mut report = loaded.report;
    let mut known = check::Memo::open(&cache);
    let mut terms = KeptTerms::open(&cache);
    report.extend(check::run(&loaded.library, Some(today()), &known, &terms).report);
    known.turn();
    terms.turn();
    report.extend(Theme::load(&root)?.report());
    if args.links {
        report.extend(ask_links(&loaded.library, ui));
    }
    let counts = report.counts();
    let located = locate(&root, report.into_findings());
    ui.findings(&located, loaded.entry_files, &check::summaries());
    if ui.format() == Format::Human {
        ui.result(&summary(counts, located.files(), loaded.entry_files));
    }
    Ok(if counts.errors > 0 {
        Status::Findings
    } else {
        Status::Ok
    })
}

/// Asks the addresses outside the site.
fn ask_links(library: &Library, ui: &Ui) -> Report {
    let links = check::ExternalLinks::of(library);
    let progress = ui.progress(links.len() as u64, "asking links");
    let web = Web::default();
    let report = links.check(&|address| web.status(address), &|| progress.inc(1));
    progress.finish_and_clear();
    ui.say(&format!(
        "{} outside the site asked",
        counted(links.len(), "address", "addresses")
    ));
    report
}

/// The day it is here.
pub(super) fn today() -> Day {
    Day::from(jiff::Zoned::now().date())
}

fn explain(code: &str, ui: &Ui) -> Result<Status> {
    let all = check::explanations();
    if let Some((_, text)) = all.iter().find(|(known, _)| *known == code) {
        ui.result(text);
        return Ok(Status::Ok);
    }
    let hint = nearest(code, all.iter().map(|(known, _)| *known)).map_or_else(
        || {
            format!(
                "known are {}",
                all.iter()
                    .map(|(known, _)| *known)
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        },
        |meant| format!("did you mean `{meant}`?"),
    );
    bail!("there is no rule `{code}`; {hint}")
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
