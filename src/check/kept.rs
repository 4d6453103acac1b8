//! Findings and verdicts of the run before, where nothing at all changed since.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::explanations;
use crate::finding::{Code, Finding, Place, Report, Severity};
use crate::library::Library;
use crate::memo::{Hash, hash_of};
use crate::name::EntryId;
use crate::yaml::Day;

/// What a whole check gave.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptCheck {
    pub(super) key: Hash,
    findings: Vec<KeptFinding>,
    /// What entries lack, by their addresses.
    lacking: BTreeMap<String, Vec<String>>,
}

/// A finding whose code is a text.
#[derive(Debug, Serialize, Deserialize)]
struct KeptFinding {
    code: String,
    severity: Severity,
    message: String,
    place: Place,
    label: String,
    also: Option<(Place, String)>,
    note: Option<String>,
    help: Option<String>,
}

impl From<&Finding> for KeptFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code.0.to_owned(),
            severity: finding.severity,
            message: finding.message.clone(),
            place: finding.place.clone(),
            label: finding.label.clone(),
            also: finding.also.clone(),
            note: finding.note.clone(),
            help: finding.help.clone(),
        }
    }
}

impl KeptCheck {
    pub(super) fn new(
        key: Hash,
        report: &Report,
        lacking: &BTreeMap<EntryId, Vec<String>>,
    ) -> Self {
        let lacking = lacking.iter();
        Self {
            key,
            findings: report.findings().iter().map(KeptFinding::from).collect(),
            lacking: lacking
                .map(|(id, lacks)| (id.to_string(), lacks.clone()))
                .collect(),
        }
    }

    /// What was found, and what entries lack; none where the program does not know a rule by that name.
    pub(super) fn parts(&self) -> Option<(Report, BTreeMap<EntryId, Vec<String>>)> {
        let codes: BTreeMap<&str, &'static str> = explanations()
            .into_iter()
            .map(|(code, _)| (code, code))
            .collect();
        let mut report = Report::default();
        for kept in &self.findings {
            report.push(kept.finding(Code(codes.get(kept.code.as_str())?)));
        }
        let lacking = self.lacking.iter();
        let lacking = lacking.map(|(id, lacks)| Some((EntryId::parse(id)?, lacks.clone())));
        Some((report, lacking.collect::<Option<_>>()?))
    }
}

impl KeptFinding {
    fn finding(&self, code: Code) -> Finding {
        Finding {
            code,
            severity: self.severity,
            message: self.message.clone(),
            place: self.place.clone(),
            label: self.label.clone(),
            also: self.also.clone(),
            note: self.note.clone(),
            help: self.help.clone(),
        }
    }
}

/// The hash of all that rules read: what is loaded, the day, and which files lie beside the pages.
pub(super) fn key(library: &Library, today: Option<Day>) -> Hash {
    let entries: Vec<_> = library
        .entries
        .iter()
        .map(|entry| (&entry.id, &entry.hash))
        .collect();
    let threads: Vec<_> = library
        .threads
        .iter()
        .map(|(id, thread)| (id, &thread.hash))
        .collect();
    let pages: Vec<_> = library
        .pages
        .iter()
        .map(|page| (&page.name, &page.body))
        .collect();
    let mut statics: Vec<_> = WalkDir::new(library.root.join("static"))
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .collect();
    statics.sort();
    hash_of(&(
        &library.config,
        library.tools.iter().collect::<Vec<_>>(),
        entries,
        threads,
        pages,
        statics,
        today,
    ))
}
