//! `fixbook mv <old> <new>`: moves an entry, keeps its old address as an alias, and mends the
//! entries that name it. Files are edited where they must be and otherwise left as they were written.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::ui::Ui;
use super::{Common, Status, root};
use crate::finding::Report;
use crate::library::ContentFiles;
use crate::name::EntryId;
use crate::source::{RelPath, SourceFile, Span};
use crate::yaml::{Node, Value, parse};

/// Arguments of `mv`.
#[derive(Debug, Args)]
pub(super) struct MvArgs {
    /// The address it has: `<tool>/<slug>`
    old: String,
    /// The address it shall have
    new: String,
}

/// Moves the entry.
pub(super) fn run(args: &MvArgs, common: &Common, ui: &mut Ui) -> Result<Status> {
    let root = root::find(common)?;
    let (old, new) = (address(&args.old)?, address(&args.new)?);
    if old == new {
        bail!("`{old}` is its address already");
    }
    if !old.file().on(&root).is_file() {
        bail!(
            "there is no entry at `{old}`: {} does not exist",
            old.file()
        );
    }
    if new.file().on(&root).exists() {
        bail!("`{new}` is taken: {} exists", new.file());
    }
    let file = read(&root, &old.file())?;
    let moved = with_alias(&file, &old, &new)?;
    write(&new.file().on(&root), &moved)?;
    fs::remove_file(old.file().on(&root))
        .with_context(|| format!("cannot remove {}", old.file()))?;
    ui.say(&format!("{} -> {}", old.file(), new.file()));
    for (id, path) in ContentFiles::find(&root, &mut Report::default()).entries {
        if id != new && mend(&root, &path, &old, &new)? {
            ui.say(&format!("mended {path}"));
        }
    }
    Ok(Status::Ok)
}

fn address(text: &str) -> Result<EntryId> {
    EntryId::parse(text).with_context(|| {
        format!("`{text}` is not an address; expected `<tool>/<slug>` in lower case")
    })
}

fn read(root: &Path, path: &RelPath) -> Result<SourceFile> {
    SourceFile::read(root, path)
        .map_err(|_| anyhow::anyhow!("cannot read {path}; `fixbook check` says why"))
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The text of the moved entry: its tool mended, its old address among its aliases.
fn with_alias(file: &SourceFile, old: &EntryId, new: &EntryId) -> Result<String> {
    let mut report = Report::default();
    let tree = parse(file, &mut report)
        .with_context(|| format!("{} is not YAML; `fixbook check` says where", file.path))?;
    let mut edits = Vec::new();
    if let Some(tool) = tree.pair("tool").filter(|_| old.tool() != new.tool()) {
        edits.push((tool.value.span, new.tool().to_owned()));
    }
    match tree.pair("aliases").map(|pair| &pair.value) {
        None => edits.push((
            end_of(file),
            format!("{}aliases: [{old}]\n", line_break(&file.text)),
        )),
        Some(aliases) => {
            let mut all: Vec<String> = texts(aliases)
                .into_iter()
                .filter(|alias| alias != new.as_str())
                .collect();
            all.push(old.to_string());
            edits.push((aliases.span, format!("[{}]", all.join(", "))));
        }
    }
    Ok(apply(&file.text, edits))
}

fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Text(text) => vec![text.clone()],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        Value::Empty | Value::Map(_) => Vec::new(),
    }
}

fn end_of(file: &SourceFile) -> Span {
    Span::new(file.text.len(), file.text.len())
}

fn line_break(text: &str) -> &'static str {
    if text.ends_with('\n') { "" } else { "\n" }
}

/// Writes the new address where another entry names the old one.
fn mend(root: &Path, path: &RelPath, old: &EntryId, new: &EntryId) -> Result<bool> {
    let Ok(file) = SourceFile::read(root, path) else {
        return Ok(false);
    };
    if !file.text.contains(old.as_str()) {
        return Ok(false);
    }
    let Some(tree) = parse(&file, &mut Report::default()) else {
        return Ok(false);
    };
    let mut spans = Vec::new();
    named(tree.child("related"), old, &mut spans);
    if let Some(look_alikes) = tree.child("not_this") {
        let items = match &look_alikes.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(look_alikes),
        };
        for item in items {
            named(item.child("see"), old, &mut spans);
        }
    }
    let edits: Vec<_> = spans
        .into_iter()
        .map(|span| (span, new.to_string()))
        .collect();
    if edits.is_empty() {
        return Ok(false);
    }
    write(&path.on(root), &apply(&file.text, edits))?;
    Ok(true)
}

fn named(node: Option<&Node>, id: &EntryId, spans: &mut Vec<Span>) {
    match node.map(|node| (node, &node.value)) {
        Some((node, Value::Text(text))) if text == id.as_str() => spans.push(node.span),
        Some((_, Value::List(items))) => items.iter().for_each(|item| named(Some(item), id, spans)),
        _ => {}
    }
}

fn apply(text: &str, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = text.to_owned();
    for (span, replacement) in edits {
        text.replace_range(span.start..span.end, &replacement);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(text: &str) -> String {
        let file = SourceFile {
            path: RelPath::new("content/errors/a/old.yaml"),
            text: text.to_owned(),
        };
        with_alias(
            &file,
            &EntryId::parse("a/old").unwrap(),
            &EntryId::parse("b/new").unwrap(),
        )
        .unwrap()
    }

    #[test]
    fn a_moved_entry_keeps_its_comments_and_gains_an_alias() {
        let text = "# mine\ntitle: An error text\ntool: a # where it is\n";
        assert_eq!(
            moved(text),
            "# mine\ntitle: An error text\ntool: b # where it is\naliases: [a/old]\n"
        );
    }

    #[test]
    fn aliases_that_stood_there_stay() {
        assert_eq!(
            moved("tool: a\naliases: a/older\n"),
            "tool: b\naliases: [a/older, a/old]\n"
        );
        assert_eq!(
            moved("aliases:\n  - a/older\n  - b/new\ntool: a\n"),
            "aliases:\n  [a/older, a/old]\ntool: b\n"
        );
    }
}
