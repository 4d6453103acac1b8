//! Findings with their places turned into lines and columns, and the texts they point into: what
//! the renderers need, in the order of files and positions.

use std::collections::BTreeMap;

use super::{Finding, Place, Target};
use crate::source::{LineColumn, RelPath, SourceFile, Span};

/// A place turned into bytes, line and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Line and column of its first byte.
    pub position: LineColumn,
    /// Its bytes.
    pub span: Span,
}

/// Findings ready to be shown.
#[derive(Debug, Default)]
pub struct Located {
    files: BTreeMap<RelPath, SourceFile>,
    findings: Vec<(Spot, Option<Spot>, Finding)>,
}

impl Located {
    /// Turns places into positions and sorts. `read` gives the text of a file (empty where it
    /// cannot be read), `resolve` the bytes of a target in it.
    pub fn new(
        findings: Vec<Finding>,
        read: impl Fn(&RelPath) -> SourceFile,
        resolve: impl Fn(&SourceFile, &Target) -> Span,
    ) -> Self {
        let mut located = Self::default();
        for finding in findings {
            let spot = located.spot(&finding.place, &read, &resolve);
            let also = finding
                .also
                .as_ref()
                .map(|(place, _)| located.spot(place, &read, &resolve));
            located.findings.push((spot, also, finding));
        }
        located.findings.sort_by(|a, b| {
            (&a.2.place.file, a.0, a.2.code, &a.2.message).cmp(&(
                &b.2.place.file,
                b.0,
                b.2.code,
                &b.2.message,
            ))
        });
        located.findings.dedup_by(|a, b| a.2 == b.2);
        located
    }

    fn spot(
        &mut self,
        place: &Place,
        read: &impl Fn(&RelPath) -> SourceFile,
        resolve: &impl Fn(&SourceFile, &Target) -> Span,
    ) -> Spot {
        let file = self
            .files
            .entry(place.file.clone())
            .or_insert_with(|| read(&place.file));
        let span = resolve(file, &place.target);
        Spot {
            position: file.line_column(span.start),
            span,
        }
    }

    /// Each finding with its spot and the spot of its second place.
    pub fn iter(&self) -> impl Iterator<Item = (&Spot, Option<&Spot>, &Finding)> {
        self.findings
            .iter()
            .map(|(spot, also, finding)| (spot, also.as_ref(), finding))
    }

    /// The text of a file that some finding points into.
    pub fn text(&self, file: &RelPath) -> &str {
        self.files
            .get(file)
            .map_or("", |source| source.text.as_str())
    }

    /// The findings alone, sorted.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().map(|(_, _, finding)| finding)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// In how many files something was found.
    pub fn files(&self) -> usize {
        let mut files: Vec<_> = self.findings().map(|finding| &finding.place.file).collect();
        files.dedup();
        files.len()
    }
}
