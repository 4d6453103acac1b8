//! What no single field can know: rules about entries, their relatives and their evidence, and the
//! gate that decides which entries are published.
//!
//! A rule is one file here with its explanation beside it, and one line in [`RULES`]. The
//! explanation is what `check --explain CODE` prints and the page `/rules/<code>/`, and its bad and
//! good examples are the rule's first test.

mod external;
mod gate;
mod kept;
mod memo;
mod prose;
mod reference;
mod rule;
mod safety;
mod scope;
mod shape;
mod verdict;
mod watch;

pub use external::ExternalLinks;
pub use memo::Memo;
pub use rule::{Reach, Rule, Weight};
pub use scope::Scope;
pub use verdict::{Verdict, Verdicts};

use std::collections::BTreeMap;

use rayon::prelude::*;

use kept::KeptCheck;
use memo::Clean;

use crate::config::GateMode;
use crate::entry::{Entry, State};
use crate::evidence::Thread;
use crate::finding::{Report, Severity};
use crate::library::{KeptTerms, Library, StoredThread};
use crate::memo::Hash;
use crate::name::{EntryId, ThreadRef};
use crate::yaml::Day;

/// Every rule. Adding one is its file, its explanation and its line here.
pub const RULES: &[&dyn Rule] = &[
    &reference::UnknownTool,
    &reference::ToolNotFolder,
    &reference::UnknownSource,
    &reference::UnknownCause,
    &reference::DuplicateCause,
    &reference::UnknownEntry,
    &reference::AliasClash,
    &reference::ReservedName,
    &reference::FutureDate,
    &reference::ImpossibleRange,
    &reference::ContradictoryVersions,
    &reference::EvidenceMissing,
    &reference::UnusedSource,
    &prose::RawHtml,
    &prose::DeadLink,
    &prose::UnsafeLink,
    &safety::ControlCharacter,
    &safety::SecretInContent,
    &safety::UnlabelledCommand,
    &watch::EvidenceChanged,
    &gate::EqualSignatures,
    &gate::SignatureIsTitle,
    &gate::SampleNotFirst,
    &gate::Unfindable,
    &gate::CauseWithoutEvidence,
    &gate::NoAuthority,
    &gate::CausesNotToldApart,
    &gate::Boilerplate,
    &gate::NearDuplicate,
    &gate::RepeatedSentence,
    &gate::OnlyTheIssue,
];

/// What a check found, and what the gate made of it.
#[derive(Debug, Default)]
pub struct Checked {
    /// Findings of all rules.
    pub report: Report,
    /// The verdict on every entry.
    pub verdicts: Verdicts,
}

/// What a rule found.
type Found = (&'static &'static dyn Rule, Report);

/// Asks every rule about what `memo` does not know. `today` is the day to compare dates with; without it no date is in the future.
pub fn run(library: &Library, today: Option<Day>, memo: &Memo, terms: &KeptTerms) -> Checked {
    let key = kept::key(library, today);
    if let Some((findings, lacking)) = memo.whole(&key).and_then(KeptCheck::parts) {
        return checked(library, findings, lacking);
    }
    let scope = Scope::new(library, today, memo, terms);
    if scope.gates() {
        scope.prepare();
    }
    let settings = memo::settings(library);
    let mut lacking: BTreeMap<EntryId, Vec<String>> = BTreeMap::new();
    let mut report = Report::default();
    for (entry, findings) in library
        .entries
        .par_iter()
        .map(|entry| (entry, of_entry(&scope, entry, &settings, memo)))
        .filter(|(_, findings)| !findings.is_empty())
        .collect::<Vec<_>>()
    {
        for (rule, found) in findings {
            take(library, *rule, entry, found, &mut report, &mut lacking);
        }
    }
    let of_threads: Vec<Report> = library
        .threads
        .par_iter()
        .map(|(id, thread)| of_thread(id, thread, &settings, memo))
        .filter(|found| !found.is_empty())
        .collect();
    of_threads
        .into_iter()
        .for_each(|found| report.extend(found));
    for rule in RULES {
        let mut found = Report::default();
        rule.whole(&scope, &mut found);
        report.extend(found);
    }
    memo.set_whole(KeptCheck::new(key, &report, &lacking));
    checked(library, report, lacking)
}

fn checked(library: &Library, report: Report, lacking: BTreeMap<EntryId, Vec<String>>) -> Checked {
    let changes = library
        .entries
        .iter()
        .map(|entry| (entry, watch::changes(library, entry)))
        .filter(|(_, changes)| !changes.is_empty())
        .map(|(entry, changes)| (entry.id.clone(), changes))
        .collect();
    Checked {
        report,
        verdicts: Verdicts::new(library, lacking, changes),
    }
}

fn of_entry<'s>(scope: &Scope<'s>, entry: &'s Entry, settings: &Hash, memo: &Memo) -> Vec<Found> {
    let name = entry.id.as_str();
    let gated = scope.gates() && entry.asked_state() != State::Draft;
    let key = memo::of_entry(settings, scope.library, entry);
    let known = memo.clean(name, &key, |path| prose::is_page(scope, path));
    let searched = known
        .and_then(|known| known.searches.as_ref())
        .is_some_and(|trails| gated && scope.hold(trails));
    let is_known = |reach| match reach {
        Reach::Own => known.is_some(),
        Reach::Search => searched,
        Reach::All => false,
    };
    // Their places are many small texts: made once for all rules, and not where nothing has to be looked at.
    let texts = if known.is_some() {
        Vec::new()
    } else {
        entry.texts()
    };
    let found: Vec<Found> = RULES
        .iter()
        .filter(|rule| rule.weight() != Weight::Gate || gated)
        .filter(|rule| !is_known(rule.reach()))
        .map(|rule| {
            let mut found = Report::default();
            rule.entry(scope, entry, &mut found);
            if rule.reach() == Reach::Own {
                for text in &texts {
                    rule.text(scope, entry, text, &mut found);
                }
            }
            (rule, found)
        })
        .filter(|(_, found)| !found.is_empty())
        .collect();
    let trails = scope.trails(entry);
    let clean = |reach| found.iter().all(|(rule, _)| rule.reach() != reach);
    if known.is_some() && (searched || !gated) {
        memo.keep(name);
    } else if clean(Reach::Own) {
        let searches = gated && clean(Reach::Search);
        let links = known.map_or_else(|| prose::inner_links(&texts), |known| known.links.clone());
        let row = Clean {
            key,
            links,
            searches: searches.then_some(trails),
        };
        memo.set(name, row);
    }
    found
}

fn of_thread(id: &ThreadRef, thread: &StoredThread, settings: &Hash, memo: &Memo) -> Report {
    let file = Thread::file(id);
    let key = memo::of_thread(settings, thread);
    let mut found = Report::default();
    if memo.clean(file.as_str(), &key, |_| true).is_some() {
        memo.keep(file.as_str());
        return found;
    }
    RULES
        .iter()
        .for_each(|rule| rule.thread(id, thread, &mut found));
    if found.is_empty() {
        let row = Clean {
            key,
            links: Vec::new(),
            searches: None,
        };
        memo.set(file.as_str(), row);
    }
    found
}

/// Files what a rule found, with the severity that the gate's mode gives it.
fn take(
    library: &Library,
    rule: &dyn Rule,
    entry: &Entry,
    found: Report,
    report: &mut Report,
    lacking: &mut BTreeMap<EntryId, Vec<String>>,
) {
    let mode = library.config.gate_mode();
    for mut finding in found.into_findings() {
        if rule.weight() == Weight::Gate {
            finding.severity = if mode == GateMode::Error {
                Severity::Error
            } else {
                Severity::Warning
            };
            lacking
                .entry(entry.id.clone())
                .or_default()
                .push(finding.message.clone());
        }
        report.push(finding);
    }
}

/// Every code with its explanation in Markdown, sorted by code.
pub fn explanations() -> Vec<(&'static str, &'static str)> {
    let rules = RULES.iter().map(|rule| (rule.code().0, rule.explain()));
    let mut all: Vec<_> = rules
        .chain(
            shape::EXPLANATIONS
                .iter()
                .map(|(code, text)| (code.0, *text)),
        )
        .collect();
    all.sort_unstable();
    all
}

/// The first sentence of every explanation, by code, for SARIF.
pub fn summaries() -> Vec<(&'static str, &'static str)> {
    let first = |text: &'static str| {
        text.lines()
            .skip(1)
            .map(str::trim)
            .find(|line| !line.is_empty())
            .unwrap_or("")
    };
    explanations()
        .into_iter()
        .map(|(code, text)| (code, first(text)))
        .collect()
}

#[cfg(test)]
mod tests;
