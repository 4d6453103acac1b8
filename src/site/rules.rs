//! The pages of the rules, and the schemas.

use anyhow::Result;
use rayon::prelude::*;

use super::Site;
use crate::check;
use crate::config::Config;
use crate::entry::EntryFile;
use crate::evidence::Thread;
use crate::page::{RulePage, RulesPage};
use crate::sink::{Sink, Stage};
use crate::tools::Tools;

/// Makes the schema of a kind of file.
type Schema = fn() -> serde_json::Value;

pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    let rules = check::explanations();
    let card = || Some(site.images().of_site());
    rules.par_iter().try_for_each(|(code, text)| {
        let path = format!("rules/{code}/");
        site.page_of(sink, &path, "rule.html", &(code, text, card()), || {
            RulePage::new(site.frame, code, text, card())
        })
    })?;
    let codes = rules.iter().map(|(code, _)| *code);
    site.page(sink, "rules/", "rules.html", || {
        RulesPage::new(site.frame, codes, card())
    })?;
    let schemas: [(&str, Schema); 4] = [
        ("entry", EntryFile::document),
        ("tools", Tools::document),
        ("evidence", Thread::document),
        ("config", Config::document),
    ];
    for (kind, schema) in schemas {
        let path = format!("schema/{kind}.json");
        if sink.wants(&path) {
            let text = format!("{}\n", serde_json::to_string_pretty(&schema())?);
            sink.put(&path, text.as_bytes(), Stage::Listing)?;
        }
    }
    Ok(())
}
