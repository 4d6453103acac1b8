//! Writes a draft entry for an error that is worth one: what is known with its source, what is not as an open question.
//! Never over a file, never twice for the same error, never published.

use std::collections::BTreeSet;

use anyhow::Result;
use jiff::civil::Date;

use super::draft_text;
use super::store::Store;
use super::template::template;
use super::waiting::Cluster;
use crate::library::Library;
use crate::name::{EntryId, slugify};

/// The longest slug of a draft; people shorten it with `fixbook mv` as they like.
const SLUG: usize = 60;

/// Writes the drafts and gives their addresses.
pub(super) fn write(
    library: &Library,
    store: &Store,
    waiting: &[Cluster<'_>],
    today: Date,
) -> Result<Vec<String>> {
    let mut covered: BTreeSet<(String, String)> = library
        .entries
        .iter()
        .flat_map(|entry| {
            entry
                .signatures
                .iter()
                .map(|s| (entry.id.tool().to_owned(), template(&s.text)))
        })
        .collect();
    let mut drafted = Vec::new();
    for cluster in waiting
        .iter()
        .filter(|cluster| cluster.is_worth_a_draft(&library.config))
    {
        let Some(tool) = &cluster.tool else { continue };
        if library.tools.get(tool).is_none()
            || !covered.insert((tool.clone(), template(cluster.error())))
        {
            continue;
        }
        let Some(id) = free_address(library, store, tool, cluster.error()) else {
            continue;
        };
        store.write(&id.file(), &draft_text::of(library, cluster, &id, today))?;
        drafted.push(id.to_string());
    }
    Ok(drafted)
}

/// An address for an error that no entry has or had.
pub(super) fn free_address(
    library: &Library,
    store: &Store,
    tool: &str,
    error: &str,
) -> Option<EntryId> {
    let words = slugify(&template(error).replace("<*>", " "));
    let mut slug = String::new();
    for word in words.split('-').filter(|word| !word.is_empty()) {
        if slug.len() + word.len() >= SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() {
        "error".clone_into(&mut slug);
    }
    let numbered = (2..100).map(|n| format!("{slug}-{n}"));
    let mut addresses = std::iter::once(slug.clone())
        .chain(numbered)
        .map(|slug| format!("{tool}/{slug}"));
    addresses.find_map(|address| {
        let id = EntryId::parse(&address)?;
        let alias = library
            .entries
            .iter()
            .any(|entry| entry.aliases.contains(&id));
        (!alias && !store.exists(&id.file())).then_some(id)
    })
}
