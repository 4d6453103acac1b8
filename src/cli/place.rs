//! Where `find`, `explain` and `mcp` look: the knowledge base above, or `--site`, or `FIXBOOK_SITE`.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;

use super::{Common, root};
use crate::lookup::{KnowledgeBase, Lookup, PublishedSite};

/// The flag that names a published site.
#[derive(Debug, Clone, Args)]
pub(super) struct Place {
    /// A published site: a folder that `build` wrote, or its https address [env: FIXBOOK_SITE]
    #[arg(long, value_name = "DIR|URL")]
    site: Option<String>,
}

impl Place {
    /// Opens it; says how to name one where there is none.
    pub(super) fn open(&self, common: &Common) -> Result<Arc<dyn Lookup>> {
        if let Some(site) = &self.site {
            return Ok(Arc::new(PublishedSite::open(site, cache())?));
        }
        if let Some(root) = root::maybe(common)? {
            return Ok(Arc::new(KnowledgeBase::open(&root)?));
        }
        match std::env::var("FIXBOOK_SITE") {
            Ok(site) if !site.is_empty() => Ok(Arc::new(PublishedSite::open(&site, cache())?)),
            _ => bail!(
                "there is no knowledge base here or above; name a published one with `--site https://…`, or set FIXBOOK_SITE"
            ),
        }
    }
}

/// The user's cache folder, by the conventions of the system.
fn cache() -> Option<PathBuf> {
    let from = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let home = || from("HOME").map(|home| home.join(".cache"));
    let base = from("XDG_CACHE_HOME")
        .or_else(|| from("LOCALAPPDATA"))
        .or_else(home)?;
    Some(base.join("fixbook"))
}
