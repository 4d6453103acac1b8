//! One thread to a draft, as a writer asks for it: fetched, filed, and drafted as an import would, together with the
//! threads that report the same error.

use std::path::Path;

use anyhow::{Result, bail};

use super::options::Options;
use super::run::{Run, load};
use super::store::Store;
use super::summary::Summary;
use super::{draft, waiting};
use crate::evidence::{Thread, ThreadKind};
use crate::github::{Client, Error, Releases};
use crate::library::Library;
use crate::name::{EntryId, ThreadRef};

/// Drafts an entry from one thread. Without a tool it is the one that fixbook.yaml gives the repository.
pub fn draft_from(
    root: &Path,
    client: &Client,
    options: &Options,
    name: &ThreadRef,
    tool: Option<&str>,
) -> Result<EntryId> {
    let store = Store::new(root);
    let run = Run {
        root,
        client,
        options,
        store: store.clone(),
    };
    let library = load(root)?;
    let source = library
        .config
        .import
        .iter()
        .find(|source| source.repo == *name.repo());
    let Some(tool) = tool
        .map(str::to_owned)
        .or_else(|| source.map(|source| source.tool.to_string()))
    else {
        bail!(
            "fixbook.yaml does not say which tool the errors of `{}` belong to; say it: `fixbook new <tool> --from {name}`",
            name.repo()
        );
    };
    if library.tools.get(&tool).is_none() {
        bail!("content/tools.yaml has no tool `{tool}`");
    }
    if library.config.ignores(name, None) {
        bail!("fixbook.yaml lists `{name}` under `ignore:`");
    }
    let (mut releases, mut summary) = (Releases::default(), Summary::new());
    let mut desk = run.desk(&library, &mut releases, &mut summary);
    let looked = run.fetch(&mut desk, name.repo(), &[name]);
    match looked.map_err(anyhow::Error::downcast::<Error>) {
        Err(Ok(e)) if e.is_gone() => bail!(
            "GitHub knows no repository `{}`, or the token may not read it",
            name.repo()
        ),
        Err(Ok(e)) => return Err(e.into()),
        Err(Err(e)) => return Err(e),
        Ok(()) => {}
    }
    if let Some(unread) = summary.quarantined.first() {
        bail!("`{name}` cannot be read: {}", unread.why);
    }
    reports_an_error(&store, name)?;
    run.match_all(&mut releases, &mut summary)?;

    let library = Library::load(root)?.library;
    let waiting = waiting::list(&library);
    let mut told = draft::told(&library, &waiting).into_iter();
    let found = waiting
        .into_iter()
        .map(|cluster| (told.next().flatten(), cluster))
        .find(|(_, cluster)| cluster.threads.iter().any(|thread| thread.issue == *name));
    let Some((told, mut cluster)) = found else {
        let entries: Vec<String> = library
            .thread(name)
            .iter()
            .flat_map(|thread| {
                thread
                    .entries
                    .iter()
                    .map(|matched| matched.entry.to_string())
            })
            .collect();
        bail!(
            "`{name}` belongs to an entry already: {}",
            entries.join(", ")
        );
    };
    if let Some(entry) = told {
        bail!("the entry {entry} tells of the same error; add what `{name}` says to it");
    }
    // The thread that was asked for speaks first.
    cluster.threads.sort_by_key(|thread| thread.issue != *name);
    let Some(id) = draft::one(&library, &store, &cluster, &tool, options.today)? else {
        bail!(
            "no address is free for this error; start it with `fixbook new {tool} <error text> --slug some-name`"
        );
    };
    run.match_all(&mut releases, &mut summary)?;
    Ok(id)
}

/// Whether the thread was filed as one that a draft can be made from.
fn reports_an_error(store: &Store, name: &ThreadRef) -> Result<()> {
    let Some(thread) = store.thread(name) else {
        bail!(
            "`{name}` is not there, or is a pull request, or reports no error that could be found; `fixbook new <tool> <error text>` starts an entry from a text"
        );
    };
    if thread.gone.is_some() {
        bail!("`{name}` was deleted");
    }
    if let Some(to) = &thread.moved_to {
        bail!("`{name}` moved to `{to}`: start from there");
    }
    if thread.kind != ThreadKind::Issue || thread.errors.is_empty() {
        bail!(
            "no error was found in `{name}`; `fixbook new <tool> <error text>` starts an entry from a text, and its evidence is in {}",
            Thread::file(name)
        );
    }
    Ok(())
}
