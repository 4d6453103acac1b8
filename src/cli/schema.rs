//! `fixbook schema <kind>`: the JSON Schema of a kind of file, for editors and other programs.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
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
    /// `content/errors/<tool>/<slug>.yaml`
    Entry,
    /// content/tools.yaml
    Tools,
    /// `content/evidence/…/<number>.yaml`
    Evidence,
    /// fixbook.yaml
    Config,
}

/// Prints it.
pub(super) fn run(args: &SchemaArgs, ui: &mut Ui) -> Result<Status> {
    ui.result(&text(args.kind)?);
    Ok(Status::Ok)
}

/// Writes all schemas below `.fixbook/schema/` of a knowledge base, where scaffolded files name them.
pub(super) fn write_all(root: &Path) -> Result<()> {
    let folder = root.join(".fixbook/schema");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for kind in Kind::value_variants() {
        let name = kind
            .to_possible_value()
            .expect("no kind is hidden")
            .get_name()
            .to_owned();
        let path = folder.join(format!("{name}.json"));
        fs::write(&path, text(*kind)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn text(kind: Kind) -> Result<String> {
    let schema = match kind {
        Kind::Entry => EntryFile::document(),
        Kind::Tools => Tools::document(),
        Kind::Evidence => Thread::document(),
        Kind::Config => Config::document(),
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&schema)?))
}
