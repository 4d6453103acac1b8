//! Findings with their places turned into lines and columns, and the texts they point into: what
//! the renderers need, in the order of files and positions.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

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
    /// cannot be read), `resolve` the bytes of some targets in it.
    pub fn new(
        findings: Vec<Finding>,
        read: impl Fn(&RelPath) -> SourceFile + Sync,
        resolve: impl Fn(&SourceFile, &[&Target]) -> Vec<Span> + Sync,
    ) -> Self {
        let mut targets: BTreeMap<&RelPath, BTreeSet<&Target>> = BTreeMap::new();
        for finding in &findings {
            let also = finding.also.as_ref().map(|(place, _)| place);
            for place in std::iter::once(&finding.place).chain(also) {
                targets
                    .entry(&place.file)
                    .or_default()
                    .insert(&place.target);
            }
        }
        let read: Vec<(SourceFile, BTreeMap<&Target, Spot>)> = targets
            .into_par_iter()
            .map(|(path, targets)| {
                let (file, targets) = (read(path), Vec::from_iter(targets));
                let spans = resolve(&file, &targets);
                let spots = spans.into_iter().map(|span| Spot {
                    position: file.line_column(span.start),
                    span,
                });
                let spots = targets.into_iter().zip(spots).collect();
                (file, spots)
            })
            .collect();
        let spots: BTreeMap<&RelPath, &BTreeMap<&Target, Spot>> = read
            .iter()
            .map(|(file, spots)| (&file.path, spots))
            .collect();
        let spot = |place: &Place| spots[&place.file][&place.target];
        let mut placed: Vec<(Spot, Option<Spot>)> = Vec::with_capacity(findings.len());
        for finding in &findings {
            let also = finding.also.as_ref().map(|(place, _)| spot(place));
            placed.push((spot(&finding.place), also));
        }
        let files = read.into_iter().map(|(file, _)| file);
        let files = files.map(|file| (file.path.clone(), file)).collect();
        let placed = placed.into_iter().zip(findings);
        let mut findings: Vec<(Spot, Option<Spot>, Finding)> = placed
            .map(|((spot, also), finding)| (spot, also, finding))
            .collect();
        findings.sort_by(|a, b| {
            (&a.2.place.file, a.0, a.2.code, &a.2.message).cmp(&(
                &b.2.place.file,
                b.0,
                b.2.code,
                &b.2.message,
            ))
        });
        findings.dedup_by(|a, b| a.2 == b.2);
        Self { files, findings }
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
