//! Collects findings; many are the normal case.

use super::{Finding, Severity};
use crate::source::RelPath;

/// All findings of one run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity note.
    pub notes: usize,
}

impl Report {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds all findings of another report.
    pub fn extend(&mut self, other: Report) {
        self.findings.extend(other.findings);
    }

    /// Puts what is found in a file now in the place of what was found before.
    pub fn replace(&mut self, file: &RelPath, now: Report) {
        self.findings.retain(|finding| finding.place.file != *file);
        self.extend(now);
    }

    /// The findings, in the order they were added.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings, to be taken over.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether some finding makes content unbuildable.
    pub fn has_errors(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// Whether this file has a finding of severity error.
    pub fn has_errors_in(&self, file: &RelPath) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error && finding.place.file == *file)
    }

    /// How many of each severity.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for finding in &self.findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }
}
