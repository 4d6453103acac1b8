//! `fixbook schema <kind>`: the JSON Schema of a kind of file, for editors and other programs.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::Status;
use super::ui::Ui;
use crate::config::Config;
use crate::entry::EntryFile;
use crate::evidence::Thread;
use crate::tools::Tools;

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The kind of file
    #[arg(value_enum)]
    kind: Kind,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// content/errors/<tool>/<slug>.yaml
    Entry,
    /// content/tools.yaml
    Tools,
    /// content/evidence/…/<number>.yaml
    Evidence,
    /// fixbook.yaml
    Config,
}

/// Prints it.
pub(super) fn run(args: &SchemaArgs, ui: &mut Ui) -> Result<Status> {
    let schema = match args.kind {
        Kind::Entry => EntryFile::document(),
        Kind::Tools => Tools::document(),
        Kind::Evidence => Thread::document(),
        Kind::Config => Config::document(),
    };
    ui.result(&format!("{}\n", serde_json::to_string_pretty(&schema)?));
    Ok(Status::Ok)
}
