//! What a source is to a claim: said by the writer, or known from its address or its evidence file.

use crate::entry::{Entry, Role, Source};
use crate::evidence::{Thread, ThreadFix, ThreadKind, ThreadState, speaks_for_project};
use crate::library::Library;
use crate::name::RepoName;

/// The role of a source.
pub fn role_of(library: &Library, entry: &Entry, source: &Source) -> Role {
    if let Some(role) = source.role {
        return role;
    }
    if let Some(reference) = &source.issue {
        return library
            .thread(reference)
            .map_or(Role::Reporter, |thread| of_thread(library, thread, source));
    }
    let tool = library.tools.get(entry.tool.as_str());
    let documented = source
        .url
        .as_ref()
        .is_some_and(|url| tool.is_some_and(|tool| tool.documents(url)));
    if documented {
        Role::VendorDoc
    } else {
        Role::Community
    }
}

fn of_thread(library: &Library, thread: &Thread, source: &Source) -> Role {
    let repo = thread.issue.repo();
    let comment = comment_of(thread, source);
    let (author, association) = match comment {
        Some(fix) => (&fix.author, &fix.association),
        None => (&thread.author, &thread.association),
    };
    if speaks(library, repo, author.as_deref(), association.as_deref()) {
        Role::Maintainer
    } else if is_merged(thread) {
        Role::Fix
    } else {
        Role::Reporter
    }
}

/// Whether somebody speaks for a repository: by GitHub's word, or by `maintainers:` in fixbook.yaml.
fn speaks(
    library: &Library,
    repo: &RepoName,
    author: Option<&str>,
    association: Option<&str>,
) -> bool {
    let named = author.is_some_and(|author| {
        library
            .config
            .maintainers(repo)
            .iter()
            .any(|login| login.eq_ignore_ascii_case(author))
    });
    named || association.is_some_and(speaks_for_project)
}

/// Whether a thread is a pull request that was merged.
pub fn is_merged(thread: &Thread) -> bool {
    thread.kind == ThreadKind::PullRequest && thread.state == ThreadState::Merged
}

/// The comments that a source means: the one it names, or the only one of its thread.
pub fn cited_fixes<'l>(library: &'l Library, source: &Source) -> Vec<&'l ThreadFix> {
    let Some(thread) = source
        .issue
        .as_ref()
        .and_then(|reference| library.thread(reference))
    else {
        return Vec::new();
    };
    match (&source.comment, thread.fixes.as_slice()) {
        (Some(_), _) => comment_of(thread, source).into_iter().collect(),
        (None, [only]) => vec![only],
        (None, _) => Vec::new(),
    }
}

/// The kept comment that a source names.
fn comment_of<'t>(thread: &'t Thread, source: &Source) -> Option<&'t ThreadFix> {
    source.comment.as_ref()?;
    let address = source.address();
    let number = |url: &str| url.rsplit("issuecomment-").next().map(str::to_owned);
    let wanted = number(&address)?;
    thread.fixes.iter().find(|fix| {
        fix.url
            .as_ref()
            .and_then(|url| number(url.as_str()))
            .is_some_and(|own| own == wanted)
    })
}
