//! `fixbook build`: the whole site, into a folder.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::check::today;
use super::ui::Ui;
use super::{Common, Format, Status, root};
use crate::check;
use crate::library::{Kept, KeptTerms, Library};
use crate::memo::CACHE;
use crate::sink::DiskSink;
use crate::site::{self, Drafts, Memo, Options};
use crate::theme::Theme;
use crate::yaml::locate;

/// Arguments of `build`.
#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// The folder to write to [default: public/ in the knowledge base]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Publish at this address instead of the configured one
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Build drafts too
    #[arg(long)]
    drafts: bool,
    /// Make everything anew instead of what changed since the build before
    #[arg(long)]
    no_cache: bool,
    /// Leave broken entries out instead of stopping
    #[arg(long)]
    keep_going: bool,
}

/// Builds the site; writes nothing where something is broken.
pub(super) fn run(args: &BuildArgs, common: &Common, ui: &mut Ui) -> Result<Status> {
    let root = root::find(common)?;
    let cache = (!args.no_cache).then(|| root.join(CACHE));
    let mut kept = cache.as_deref().map_or_else(Kept::nothing, Kept::open);
    let mut loaded = Library::load_kept(&root, &mut kept)?;
    let mut theme = Theme::load(&root)?;
    let mut known = cache
        .as_deref()
        .map_or_else(check::Memo::nothing, check::Memo::open);
    let mut terms = cache
        .as_deref()
        .map_or_else(KeptTerms::nothing, KeptTerms::open);
    let checked = check::run(&loaded.library, Some(today()), &known, &terms);
    known.turn();
    terms.turn();
    loaded.report.extend(checked.report);
    loaded.report.extend(theme.report());
    let failed = loaded.report.has_errors();
    let located = locate(&root, loaded.report.into_findings());
    if !located.is_empty() {
        ui.findings(&located, loaded.entry_files, &check::summaries());
    }
    if failed && !args.keep_going {
        ui.say("nothing was written; `--keep-going` leaves out what is broken");
        return Ok(Status::Findings);
    }
    let out = args.out.clone().unwrap_or_else(|| root.join("public"));
    let waiting = || {
        ui.say(&format!(
            "another build writes to {}; waiting for it",
            out.display()
        ));
    };
    let mut sink = DiskSink::open(&out, &root, waiting)?;
    let memo = cache.as_deref().map_or_else(Memo::nothing, Memo::open);
    let mut memo = memo.with_terms(terms);
    if let Some(cache) = &cache {
        sink = sink.with_memo(cache);
    }
    let options = Options {
        base_url: args.base_url.clone(),
        drafts: if args.drafts {
            Drafts::Built
        } else {
            Drafts::LeftOut
        },
    };
    let built = site::build(
        &loaded.library,
        &checked.verdicts,
        &mut theme,
        &options,
        &memo,
        &sink,
    )?;
    let written = sink.commit()?;
    memo.turn();
    if ui.format() == Format::Human {
        ui.say(&format!(
            "{} entries, {} pages rendered; {} files in {}, {} written, {} removed",
            built.entries,
            built.rendered,
            written.files,
            out.display(),
            written.written,
            written.removed
        ));
    }
    Ok(if failed { Status::Findings } else { Status::Ok })
}
