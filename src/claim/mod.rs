//! How sure a claim is, computed from the sources it cites and never written by hand.
//!
//! Only sources that a person's file cites count. Threads that were merely matched to an entry are
//! shown and raise nothing, so that strangers cannot confirm a page.

mod role;

pub use role::{cited_fixes, is_merged, role_of};

use std::collections::BTreeSet;

use crate::entry::{Cause, Entry, Fix, Role, Source};
use crate::evidence::Confidence;
use crate::library::Library;
use crate::name::Url;

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The level.
    pub confidence: Confidence,
    /// Whether something contradicts it.
    pub disputed: bool,
}

/// How a cause stands.
pub fn of_cause(library: &Library, entry: &Entry, cause: &Cause) -> Standing {
    standing(library, entry, &cause.evidence, &cause.contradicted_by)
}

/// How a fix stands: what it cites itself, or what the cause it belongs to cites.
pub fn of_fix(library: &Library, entry: &Entry, fix: &Fix) -> Standing {
    standing(library, entry, &fix.evidence, &[])
}

/// How a claim stands that cites `evidence` and is contradicted by `against`, both keys of the entry's sources.
pub fn standing(
    library: &Library,
    entry: &Entry,
    evidence: &[String],
    against: &[String],
) -> Standing {
    let keys = entry.cited(evidence);
    let cited: Vec<&Source> = keys.iter().filter_map(|key| entry.source(key)).collect();
    let rejected = cited
        .iter()
        .flat_map(|source| cited_fixes(library, source))
        .any(|fix| !fix.rejected_by.is_empty());
    Standing {
        confidence: confidence(library, entry, &cited),
        disputed: !against.is_empty() || rejected,
    }
}

/// The level that these sources give together.
pub fn confidence(library: &Library, entry: &Entry, cited: &[&Source]) -> Confidence {
    let roles: Vec<Role> = cited
        .iter()
        .map(|source| role_of(library, entry, source))
        .collect();
    let tried =
        |(source, role): (&&Source, &Role)| *role == Role::OwnTest && reproduces(entry, source);
    if cited.iter().zip(&roles).any(tried) {
        return Confidence::Reproduced;
    }
    if roles.iter().copied().any(is_authoritative) {
        return Confidence::Confirmed;
    }
    let voices: BTreeSet<String> = cited
        .iter()
        .flat_map(|source| voices(library, source))
        .collect();
    let confirmed = cited
        .iter()
        .flat_map(|source| cited_fixes(library, source))
        .any(|fix| !fix.confirmed_by.is_empty());
    match cited.len() {
        0 => Confidence::Unsourced,
        _ if voices.len() > 1 || confirmed => Confidence::Corroborated,
        _ => Confidence::Reported,
    }
}

/// Whether a role speaks with authority: for the project, its documentation, a standard, a merged fix.
pub fn is_authoritative(role: Role) -> bool {
    matches!(
        role,
        Role::Maintainer | Role::VendorDoc | Role::Spec | Role::Fix
    )
}

/// An own test counts as reproduced when it says when, and against which version.
fn reproduces(entry: &Entry, source: &Source) -> bool {
    let names_version = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let against = entry
        .review
        .as_ref()
        .is_some_and(|review| review.against.is_some());
    let says = source
        .says
        .as_ref()
        .is_some_and(|says| names_version(says.as_str()));
    source.date.is_some() && (against || says || source.title.as_deref().is_some_and(names_version))
}

/// The independent people behind a source: who opened the thread and who reported the same in it, or the
/// host of a page.
pub fn voices(library: &Library, source: &Source) -> Vec<String> {
    let Some(reference) = &source.issue else {
        return source.url.iter().map(Url::host).collect();
    };
    let Some(thread) = library.thread(reference) else {
        return vec![reference.to_string()];
    };
    let author = thread
        .author
        .clone()
        .unwrap_or_else(|| reference.to_string());
    std::iter::once(author)
        .chain(thread.also_reported_by.iter().cloned())
        .collect()
}
