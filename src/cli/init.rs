//! `fixbook init [DIR]`: a small knowledge base that passes `check`, with a README for its writers
//! and workflows for GitHub Actions.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use include_dir::{Dir, DirEntry, include_dir};

use super::ui::Ui;
use super::{Status, schema};

static SCAFFOLD: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/scaffold");

/// Arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder; made where it does not exist
    #[arg(default_value = ".")]
    dir: PathBuf,
}

/// Writes the scaffold; never over a file that is there.
pub(super) fn run(args: &InitArgs, ui: &mut Ui) -> Result<Status> {
    let files = files(&SCAFFOLD);
    if let Some((path, _)) = files.iter().find(|(path, _)| {
        path != ".gitignore" && path != "README.md" && args.dir.join(path).exists()
    }) {
        bail!(
            "{} is there already; nothing was written",
            args.dir.join(path).display()
        );
    }
    for (path, text) in &files {
        let target = args.dir.join(path);
        if target.exists() {
            ui.say(&format!("kept {}", target.display()));
        } else {
            write(&target, text)?;
        }
    }
    schema::write_all(&args.dir)?;
    ui.say(&format!("{} files in {}", files.len(), args.dir.display()));
    ui.say("next: `fixbook serve` shows the site, `fixbook check` says what is wrong");
    Ok(Status::Ok)
}

/// Every file of the scaffold with its path and text, sorted. `dot-gitignore` is named so that the
/// scaffold's own rules do not apply to this repository.
fn files(dir: &Dir<'static>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => files.extend(self::files(dir)),
            DirEntry::File(file) => {
                let path = file
                    .path()
                    .to_string_lossy()
                    .replace('\\', "/")
                    .replace("dot-gitignore", ".gitignore");
                let text = file.contents_utf8().unwrap_or_default();
                let text = text
                    .replace("@FIXBOOK_SOURCE@", env!("CARGO_PKG_REPOSITORY"))
                    .replace("@FIXBOOK_VERSION@", env!("CARGO_PKG_VERSION"));
                files.push((path, text));
            }
        }
    }
    files.sort();
    files
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
