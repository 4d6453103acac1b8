//! Turns the symbolic places of findings into positions, by reading their files once more.

use std::path::Path;

use super::parse::parse;
use crate::finding::{Finding, KeyPath, Located, Report, Step, Target};
use crate::source::{ReadFault, RelPath, SourceFile, Span};

/// Findings with positions, sorted by file and place.
pub fn locate(root: &Path, findings: Vec<Finding>) -> Located {
    Located::new(findings, |path| read(root, path), resolve)
}

fn read(root: &Path, path: &RelPath) -> SourceFile {
    let text = match SourceFile::read(root, path) {
        Ok(file) => return file,
        Err(ReadFault::NotUtf8 { lossy, .. }) => lossy,
        Err(ReadFault::Io(_) | ReadFault::TooLarge(_)) => String::new(),
    };
    SourceFile {
        path: path.clone(),
        text,
    }
}

fn resolve(file: &SourceFile, target: &Target) -> Span {
    let (path, wants_key) = match target {
        Target::Whole => return Span::default(),
        Target::Bytes(span) => return *span,
        Target::Value(path) => (path, false),
        Target::Key(path) => (path, true),
    };
    let Some(root) = parse(file, &mut Report::default()) else {
        return Span::default();
    };
    if let (true, Some((Step::Key(key), before))) = (wants_key, path.steps().split_last()) {
        let mut parent = KeyPath::default();
        for step in before {
            parent = match step {
                Step::Key(key) => parent.key(key),
                Step::Item(at) => parent.item(*at),
            };
        }
        if let Some(pair) = root.follow(&parent).pair(key) {
            return pair.key_span;
        }
    }
    let node = root.follow(path);
    match &node.value {
        super::Value::Map(pairs) if std::ptr::eq(node, &raw const root) => {
            pairs.first().map_or(node.span, |pair| pair.key_span)
        }
        _ => node.span,
    }
}
