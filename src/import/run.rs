//! One run of the importer, from the config to the summary: repositories, cited threads, matching, drafts.
//! A repository that fails does not stop the others; a rate limit stops the run with everything kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;

use super::desk::{Desk, Place};
use super::matching::Matching;
use super::options::{Drafts, Options, Scope, Writing};
use super::store::Store;
use super::summary::{RepoSummary, Summary};
use super::{draft, matching, repository, waiting};
use crate::finding::Severity;
use crate::github::{Client, Error, Releases, RepoPath};
use crate::library::Library;
use crate::name::{RepoName, ThreadRef};

/// Rounds of drafting and matching after which the rest is left to the next run.
const MOST_ROUNDS: usize = 4;

/// Runs the importer over the knowledge base in `root`.
pub fn run(root: &Path, client: &Client, options: &Options) -> Result<Summary> {
    match options.writing {
        Writing::Files => run_in(root, client, options),
        Writing::Nothing => {
            let copy = tempfile::tempdir().context("cannot make a folder to rehearse in")?;
            copy_content(root, copy.path())?;
            run_in(copy.path(), client, options)
        }
    }
}

/// Loads the knowledge base to import into. With half of fixbook.yaml unread, what a reviewer said no to would come back.
pub(super) fn load(root: &Path) -> Result<Library> {
    let loaded = Library::load(root)?;
    let faulty = loaded.report.findings().iter().any(|finding| {
        finding.severity == Severity::Error && finding.place.file.as_str() == crate::config::FILE
    });
    if faulty {
        bail!("fixbook.yaml has faults, and nothing was imported; `fixbook check` shows them");
    }
    Ok(loaded.library)
}

/// A rehearsal works on a copy, so that it tells exactly what a run would do: what is filed is matched and drafted.
fn copy_content(root: &Path, copy: &Path) -> Result<()> {
    for file in WalkDir::new(root.join("content")).follow_links(true) {
        // What cannot be read is a finding when the copy is loaded, as it would be here.
        let Ok(file) = file else { continue };
        let target = copy.join(file.path().strip_prefix(root)?);
        if file.file_type().is_dir() {
            fs::create_dir_all(&target)?;
        } else {
            fs::copy(file.path(), &target)
                .with_context(|| format!("cannot copy {}", file.path().display()))?;
        }
    }
    let config = Path::new(crate::config::FILE);
    fs::copy(root.join(config), copy.join(config)).context("cannot copy fixbook.yaml")?;
    Ok(())
}

fn run_in(root: &Path, client: &Client, options: &Options) -> Result<Summary> {
    let mut summary = Summary::new();
    let spent = client.stats();
    let store = Store::new(root);
    let library = load(root)?;
    for repo in &options.repos {
        if library
            .config
            .import
            .iter()
            .all(|source| source.repo != *repo)
        {
            bail!("fixbook.yaml imports no repository `{repo}`; add it under `import:`");
        }
    }
    let mut releases = Releases::default();
    let result = Run {
        root,
        client,
        options,
        store,
    }
    .all(library, &mut releases, &mut summary);
    summary.count(client.stats().since(spent));
    match result.map_err(anyhow::Error::downcast::<Error>) {
        Ok(()) => {}
        Err(Ok(Error::RateLimited { until })) => summary.limited_until = Some(until),
        Err(Ok(e)) => return Err(e.into()),
        Err(Err(e)) => return Err(e),
    }
    Ok(summary)
}

pub(super) struct Run<'a> {
    pub(super) root: &'a Path,
    pub(super) client: &'a Client,
    pub(super) options: &'a Options,
    pub(super) store: Store,
}

impl Run<'_> {
    fn all(&self, library: Library, releases: &mut Releases, summary: &mut Summary) -> Result<()> {
        let mut desk = self.desk(&library, releases, summary);
        if self.options.scope == Scope::Changes {
            self.repositories(&mut desk)?;
        }
        self.cited(&mut desk)?;
        drop(library);
        for _ in 0..MOST_ROUNDS {
            self.match_all(releases, summary)?;
            let library = Library::load(self.root)?.library;
            let waiting = waiting::list(&library);
            summary.without_entry = waiting.iter().map(waiting::Cluster::told).collect();
            summary.broken = broken(&library);
            if self.options.drafts == Drafts::Leave || !summary.broken.is_empty() {
                break;
            }
            let drafted = draft::write(&library, &self.store, &waiting, self.options.today)?;
            if drafted.is_empty() {
                break;
            }
            summary.drafted.extend(drafted);
        }
        Ok(())
    }

    pub(super) fn desk<'a>(
        &'a self,
        library: &'a Library,
        releases: &'a mut Releases,
        summary: &'a mut Summary,
    ) -> Desk<'a> {
        Desk {
            client: self.client,
            library,
            matching: Matching::new(library),
            store: self.store.clone(),
            options: self.options,
            releases,
            summary,
            failures: 0,
            unread: BTreeSet::new(),
        }
    }

    fn repositories(&self, desk: &mut Desk<'_>) -> Result<()> {
        for source in &desk.library.config.import {
            if !self.wants(&source.repo) {
                continue;
            }
            let mut account = RepoSummary {
                repo: source.repo.to_string(),
                ..RepoSummary::default()
            };
            let result = repository::import(desk, source, &mut account);
            let stop = keep_going(result, &mut account);
            desk.summary.repositories.push(account);
            stop?;
        }
        Ok(())
    }

    /// Fetches every thread that an entry cites and that has no file.
    fn cited(&self, desk: &mut Desk<'_>) -> Result<()> {
        let mut missing: BTreeMap<&RepoName, Vec<&ThreadRef>> = BTreeMap::new();
        for thread in desk.matching.cited() {
            if self.wants(thread.repo())
                && !desk.store.exists(&crate::evidence::Thread::file(thread))
            {
                missing.entry(thread.repo()).or_default().push(thread);
            }
        }
        for (repo, threads) in missing {
            let mut account = RepoSummary {
                repo: repo.to_string(),
                ..RepoSummary::default()
            };
            let result = self.fetch(desk, repo, &threads);
            let stop = keep_going(result, &mut account);
            if account.error.is_some() {
                desk.summary.repositories.push(account);
            }
            stop?;
        }
        Ok(())
    }

    /// Looks at threads of one repository.
    pub(super) fn fetch(
        &self,
        desk: &mut Desk<'_>,
        repo: &RepoName,
        threads: &[&ThreadRef],
    ) -> Result<()> {
        let place = place(
            desk.library,
            repo,
            self.client.repository(&RepoPath::named(repo))?.full_name,
        );
        for thread in threads {
            desk.look_at(&place, thread.number())?;
        }
        Ok(())
    }

    /// Matches every stored thread against the entries as they are now.
    pub(super) fn match_all(&self, releases: &mut Releases, summary: &mut Summary) -> Result<()> {
        let library = &Library::load(self.root)?.library;
        let mut desk = self.desk(library, releases, summary);
        let stale = desk.matching.stale();
        let mut unreadable: BTreeSet<&RepoName> = BTreeSet::new();
        for thread in stale {
            if unreadable.contains(thread.issue.repo()) {
                continue;
            }
            let place = place(
                library,
                thread.issue.repo(),
                thread.issue.repo().to_string(),
            );
            match desk.match_again(thread, &place) {
                // The threads are matched the next time their repository can be read.
                Err(e)
                    if e.downcast_ref::<Error>()
                        .is_some_and(|e| e.limited_until().is_none()) =>
                {
                    unreadable.insert(thread.issue.repo());
                }
                other => other?,
            }
        }
        Ok(())
    }

    fn wants(&self, repo: &RepoName) -> bool {
        self.options.repos.is_empty() || self.options.repos.contains(repo)
    }
}

/// The entries that cannot be read. As long as there are some, nothing is drafted: they may be about the same error.
fn broken(library: &Library) -> Vec<String> {
    let entries = matching::unreadable(library);
    entries.iter().map(|id| id.file().to_string()).collect()
}

/// Where the threads of a repository are found, as far as it is known without asking.
fn place<'a>(library: &'a Library, repo: &'a RepoName, full_name: String) -> Place<'a> {
    let now = RepoName::parse(&full_name);
    Place {
        repo,
        path: RepoPath::named(now.as_ref().unwrap_or(repo)),
        full_name,
        source: library
            .config
            .import
            .iter()
            .find(|source| source.repo == *repo),
    }
}

/// What GitHub refuses for one repository is told there; a rate limit and a full disk stop the run.
fn keep_going(result: Result<()>, account: &mut RepoSummary) -> Result<()> {
    let Err(error) = result else { return Ok(()) };
    match error.downcast_ref::<Error>() {
        Some(Error::RateLimited { .. } | Error::Setup(_)) => Err(error),
        None if error.downcast_ref::<std::io::Error>().is_some() => Err(error),
        Some(_) | None => {
            account.error = Some(error.to_string());
            Ok(())
        }
    }
}
