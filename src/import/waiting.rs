//! Errors that threads report and no entry covers, brought together by their message: the inbox of a maintainer, and
//! what drafts are made from.

use std::collections::BTreeSet;

use super::cluster::{Member, clusters};
use super::summary::Waiting;
use crate::config::{Config, DraftThreshold};
use crate::evidence::{AnswerKind, Thread, ThreadKind, speaks_for_project};
use crate::library::Library;

/// Threads with the same error and without an entry.
#[derive(Debug)]
pub(super) struct Cluster<'l> {
    /// Oldest first; at least one.
    pub(super) threads: Vec<&'l Thread>,
    /// The tool of their repositories; absent where none is configured.
    pub(super) tool: Option<String>,
}

/// All of them, those with most reporters first.
pub(super) fn list(library: &Library) -> Vec<Cluster<'_>> {
    let threads: Vec<&Thread> = library
        .threads
        .values()
        .map(|stored| &*stored.says)
        .filter(|thread| waits(thread, library))
        .collect();
    let names: Vec<(String, Option<String>)> = threads
        .iter()
        .map(|thread| {
            (
                thread.issue.to_string(),
                thread.duplicate_of.as_ref().map(ToString::to_string),
            )
        })
        .collect();
    let members: Vec<Member<'_>> = threads
        .iter()
        .zip(&names)
        .map(|(thread, (name, duplicate_of))| Member {
            thread: name,
            error: &thread.errors[0].text,
            title: &thread.title,
            duplicate_of: duplicate_of.as_deref(),
        })
        .collect();
    let mut found: Vec<Cluster<'_>> = Vec::new();
    for group in clusters(&members) {
        // The same words of two tools are two errors.
        let mut by_tool: std::collections::BTreeMap<Option<String>, Vec<&Thread>> =
            std::collections::BTreeMap::new();
        for at in group {
            by_tool
                .entry(tool(threads[at], &library.config))
                .or_default()
                .push(threads[at]);
        }
        found.extend(by_tool.into_iter().map(|(tool, mut threads)| {
            threads.sort_by_key(|thread| (thread.opened, &thread.issue));
            Cluster { threads, tool }
        }));
    }
    found.sort_by_cached_key(|cluster| {
        (
            std::cmp::Reverse((cluster.reporters(), cluster.reactions())),
            cluster.threads[0].issue.clone(),
        )
    });
    found
}

impl Cluster<'_> {
    /// The error as the first thread prints it.
    pub(super) fn error(&self) -> &str {
        &self.threads[0].errors[0].text
    }

    /// Different people who report it; a deleted account counts for its thread.
    pub(super) fn reporters(&self) -> usize {
        let people: BTreeSet<String> = self
            .threads
            .iter()
            .flat_map(|thread| {
                let author = thread
                    .author
                    .clone()
                    .unwrap_or_else(|| thread.issue.to_string());
                std::iter::once(author).chain(thread.also_reported_by.iter().cloned())
            })
            .map(|login| login.to_lowercase())
            .collect();
        people.len()
    }

    /// Reactions to its reports.
    pub(super) fn reactions(&self) -> u32 {
        let all = self.threads.iter().flat_map(|thread| &thread.reactions);
        all.map(|(_, count)| count)
            .fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Whether it is worth a draft.
    pub(super) fn is_worth_a_draft(&self, config: &Config) -> bool {
        let threshold = self.threshold(config);
        let reporters = threshold.and_then(|drafts| drafts.reporters).unwrap_or(2);
        let reactions = threshold.and_then(|drafts| drafts.reactions).unwrap_or(5);
        self.reporters() >= reporters as usize
            || self.reactions() >= reactions
            || self
                .threads
                .iter()
                .any(|thread| is_answered(thread, config))
    }

    /// What a summary tells of it.
    pub(super) fn told(&self) -> Waiting {
        Waiting {
            error: self.error().to_owned(),
            tool: self.tool.clone(),
            threads: self
                .threads
                .iter()
                .map(|thread| thread.issue.to_string())
                .collect(),
            reporters: self.reporters(),
            reactions: self.reactions(),
        }
    }

    fn threshold<'c>(&self, config: &'c Config) -> Option<&'c DraftThreshold> {
        let repo = self.threads[0].issue.repo();
        config
            .import
            .iter()
            .find(|source| source.repo == *repo)?
            .drafts
            .as_ref()
    }
}

/// Whether a maintainer answered or a fix was confirmed.
fn is_answered(thread: &Thread, config: &Config) -> bool {
    let maintainers = config.maintainers(thread.issue.repo());
    thread.fixes.iter().any(|fix| {
        let speaks = fix.association.as_deref().is_some_and(speaks_for_project)
            || fix.author.as_deref().is_some_and(|login| {
                maintainers
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(login))
            });
        !fix.confirmed_by.is_empty() || fix.kind == AnswerKind::Answer || speaks
    })
}

fn waits(thread: &Thread, library: &Library) -> bool {
    thread.kind == ThreadKind::Issue
        && thread.entries.is_empty()
        && !thread.errors.is_empty()
        && thread.gone.is_none()
        && thread.moved_to.is_none()
        && !library.config.ignores(&thread.issue, None)
}

fn tool(thread: &Thread, config: &Config) -> Option<String> {
    let repo = thread.issue.repo();
    let source = config.import.iter().find(|source| source.repo == *repo)?;
    Some(source.tool.to_string())
}
