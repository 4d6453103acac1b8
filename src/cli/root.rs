//! Finds the knowledge base a command works on.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Common;
use crate::config;

/// The root that `--root` names, or the nearest folder up that holds fixbook.yaml.
pub(super) fn find(common: &Common) -> Result<PathBuf> {
    match maybe(common)? {
        Some(root) => Ok(root),
        None => bail!(
            "no {} here or in a folder above; `fixbook init .` starts a knowledge base, `--root DIR` names one",
            config::FILE
        ),
    }
}

/// The same, where there may be none.
pub(super) fn maybe(common: &Common) -> Result<Option<PathBuf>> {
    if let Some(root) = &common.root {
        if !root.join(config::FILE).is_file() {
            bail!("{} holds no {}", root.display(), config::FILE);
        }
        return Ok(Some(root.clone()));
    }
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    Ok(here
        .ancestors()
        .find(|folder| folder.join(config::FILE).is_file())
        .map(Path::to_owned))
}
