//! Turns the symbolic places of findings into positions, by reading their files once more.

use std::path::Path;

use super::Node;
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

/// The bytes of some targets in a file, which is read as YAML once.
fn resolve(file: &SourceFile, targets: &[&Target]) -> Vec<Span> {
    let is_named = |target: &&Target| matches!(target, Target::Value(_) | Target::Key(_));
    let needed = targets.iter().any(is_named);
    let root = needed
        .then(|| parse(file, &mut Report::default()))
        .flatten();
    let spans = targets.iter().map(|target| match (target, &root) {
        (Target::Bytes(span), _) => *span,
        (Target::Value(path), Some(root)) => value(root, path),
        (Target::Key(path), Some(root)) => key(root, path),
        _ => Span::default(),
    });
    spans.collect()
}

fn key(root: &Node, path: &KeyPath) -> Span {
    if let Some((Step::Key(key), before)) = path.steps().split_last() {
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
    value(root, path)
}

fn value(root: &Node, path: &KeyPath) -> Span {
    let node = root.follow(path);
    match &node.value {
        super::Value::Map(pairs) if std::ptr::eq(node, root) => {
            pairs.first().map_or(node.span, |pair| pair.key_span)
        }
        _ => node.span,
    }
}
