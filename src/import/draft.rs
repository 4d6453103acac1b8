//! Writes a draft entry for an error that is worth one: what is known with its source, what is not as an open question.
//! Never over a file, never twice for the same error, never published.

use anyhow::Result;
use jiff::civil::Date;

use super::cluster::{Member, clusters};
use super::draft_text;
use super::store::Store;
use super::template::template;
use super::waiting::Cluster;
use crate::evidence::Thread;
use crate::library::Library;
use crate::name::{EntryId, ThreadRef, slugify};

/// The longest slug of a draft; people shorten it with `fixbook mv` as they like.
const SLUG: usize = 60;

/// Writes a draft for each error that is worth one, and gives their addresses.
pub(super) fn write(
    library: &Library,
    store: &Store,
    waiting: &[Cluster<'_>],
    today: Date,
) -> Result<Vec<String>> {
    let told = told(library, waiting);
    let mut drafted = Vec::new();
    for (cluster, told) in waiting.iter().zip(told) {
        if told.is_some() || !cluster.is_worth_a_draft(&library.config) {
            continue;
        }
        let Some(tool) = &cluster.tool else { continue };
        let id = one(library, store, cluster, tool, today)?;
        drafted.extend(id.map(|id| id.to_string()));
    }
    Ok(drafted)
}

/// Writes the draft of one error, if content/tools.yaml has the tool and an address is free.
pub(super) fn one(
    library: &Library,
    store: &Store,
    cluster: &Cluster<'_>,
    tool: &str,
    today: Date,
) -> Result<Option<EntryId>> {
    if library.tools.get(tool).is_none() {
        return Ok(None);
    }
    let Some(id) = free_address(library, store, tool, cluster.error()) else {
        return Ok(None);
    };
    store.write(&id.file(), &draft_text::of(library, cluster, &id, today))?;
    Ok(Some(id))
}

/// For each error the entry of its tool that is about the same one, whatever its state, though the matcher is not sure
/// of it: judged as two threads are, so that an error never gets a second draft.
pub(super) fn told<'l>(library: &'l Library, waiting: &[Cluster<'_>]) -> Vec<Option<&'l EntryId>> {
    let name = |thread: &ThreadRef| thread.to_string();
    let threads: Vec<(usize, &Thread, String)> = waiting
        .iter()
        .enumerate()
        .flat_map(|(at, cluster)| cluster.threads.iter().map(move |thread| (at, *thread)))
        .map(|(at, thread)| (at, thread, name(&thread.issue)))
        .collect();
    let signatures: Vec<(&EntryId, &str, String)> = library
        .entries
        .iter()
        .flat_map(|entry| {
            let cited = entry
                .sources
                .iter()
                .find_map(|(_, source)| source.issue.as_ref());
            let near = cited.map(name).unwrap_or_default();
            let texts = entry
                .signatures
                .iter()
                .map(|signature| signature.text.as_str());
            texts.map(move |text| (&entry.id, text, near.clone()))
        })
        .collect();
    let mut members: Vec<Member<'_>> = threads
        .iter()
        .map(|(_, thread, name)| Member {
            thread: name,
            error: &thread.errors[0].text,
            title: &thread.title,
            duplicate_of: None,
        })
        .collect();
    members.extend(signatures.iter().map(|(_, text, near)| Member {
        thread: near,
        error: text,
        title: "",
        duplicate_of: None,
    }));
    let mut told = vec![None; waiting.len()];
    for group in clusters(&members) {
        let (of_threads, of_entries): (Vec<usize>, Vec<usize>) =
            group.into_iter().partition(|at| *at < threads.len());
        for (cluster, ..) in of_threads.into_iter().map(|at| &threads[at]) {
            let entries = of_entries.iter().map(|at| signatures[at - threads.len()].0);
            let tool = waiting[*cluster].tool.as_deref();
            let mut same_tool = entries.filter(|id| tool.is_none_or(|tool| id.tool() == tool));
            told[*cluster] = told[*cluster].or_else(|| same_tool.next());
        }
    }
    told
}

/// An address for an error that no entry has or had.
fn free_address(library: &Library, store: &Store, tool: &str, error: &str) -> Option<EntryId> {
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
