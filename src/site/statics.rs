//! The theme's files: assets under hashed names, and `static/` as it is.

use anyhow::Result;

use super::Site;
use crate::sink::{Sink, Stage};

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    for asset in site.theme.assets().iter() {
        sink.put(&asset.address, &asset.bytes, Stage::Hashed)?;
    }
    for (path, bytes) in site.theme.statics() {
        sink.put(path, bytes, Stage::Page)?;
    }
    Ok(())
}
