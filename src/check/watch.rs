//! The evidence watch: what happened in the threads an entry cites after a person last changed it.

use super::rule::about;
use super::{Rule, Scope};
use crate::claim::cited_fixes;
use crate::entry::{Entry, Source};
use crate::evidence::speaks_for_project;
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::library::Library;
use crate::yaml::Day;

/// Evidence that changed after the entry was last changed by a person.
pub(crate) struct EvidenceChanged;

impl Rule for EvidenceChanged {
    about!("evidence-changed", Said, Own);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        for (key, source) in &entry.sources {
            for change in of_source(scope.library, entry, source) {
                let place = Place::value(&entry.id.file(), KeyPath::of("sources").key(key));
                report.push(
                    Finding::warning(self.code(), place, change)
                        .label("after the entry was last updated")
                        .consequence("the page says so in a banner")
                        .help("read the thread, mend the entry if it says otherwise, and set `updated:` to today"),
                );
            }
        }
    }
}

/// What changed in the threads of an entry since it was updated, one sentence each.
pub(super) fn changes(library: &Library, entry: &Entry) -> Vec<String> {
    let mut all: Vec<String> = entry
        .sources
        .iter()
        .flat_map(|(_, source)| of_source(library, entry, source))
        .collect();
    all.sort();
    all.dedup();
    all
}

fn of_source(library: &Library, entry: &Entry, source: &Source) -> Vec<String> {
    let Some(since) = entry.updated.or(entry.added) else {
        return Vec::new();
    };
    let Some(thread) = source.issue.as_ref().and_then(|id| library.thread(id)) else {
        return Vec::new();
    };
    let after = |day: Option<Day>| day.filter(|day| *day > since);
    let name = &thread.issue;
    let mut changes = Vec::new();
    let fixed = thread.closed_by.as_ref();
    if let Some(day) = after(fixed.and_then(|by| by.date)) {
        let release = fixed.and_then(|by| by.release.as_deref());
        let release = release
            .map(|release| format!(" in {release}"))
            .unwrap_or_default();
        changes.push(format!("{name} was fixed{release} on {day}"));
    } else if let Some(day) = after(thread.closed) {
        let reason = thread
            .state_reason
            .as_deref()
            .map(|reason| format!(" ({})", reason.replace('_', " ")));
        changes.push(format!(
            "{name} was closed{} on {day}",
            reason.unwrap_or_default()
        ));
    }
    let maintainers = library.config.maintainers(thread.issue.repo());
    for fix in &thread.fixes {
        let speaks = fix.association.as_deref().is_some_and(speaks_for_project)
            || fix.author.as_deref().is_some_and(|author| {
                maintainers
                    .iter()
                    .any(|login| login.eq_ignore_ascii_case(author))
            });
        if let Some(day) = after(fix.date).filter(|_| speaks) {
            changes.push(format!("a maintainer answered in {name} on {day}"));
        }
    }
    if thread.gone.is_some() {
        changes.push(format!("{name} was deleted"));
    } else if source.comment.is_some()
        && cited_fixes(library, source)
            .iter()
            .any(|fix| fix.gone.is_some())
    {
        changes.push(format!("the cited comment in {name} was deleted"));
    }
    changes
}
