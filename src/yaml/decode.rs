//! Values from nodes: every type of the model says how it is decoded and what its schema is.

use std::path::Path;

use serde_json::Value as Json;

use super::node::{Node, Value};
use super::parse::parse;
use super::schema::Defs;
use super::{FILE_TOO_LARGE, NOT_UTF8, UNREADABLE_FILE, WRONG_FORM};
use crate::finding::{Code, Finding, Place, Report};
use crate::source::{MAX_FILE_BYTES, ReadFault, RelPath, SourceFile, Span};

/// What a decoder needs beside the node: which file it is in, and where faults go.
pub struct Context<'a> {
    /// The file that is decoded.
    pub file: &'a RelPath,
    /// Where faults go.
    pub report: &'a mut Report,
}

impl Context<'_> {
    /// Reports a fault at some bytes of this file, as an error.
    pub fn error(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
    ) {
        self.finding(code, span, message, label, None);
    }

    /// Reports a fault with something to do about it.
    pub fn finding(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
        help: Option<String>,
    ) {
        let place = Place::bytes(self.file, span);
        self.report.push(
            Finding::error(code, place, message)
                .label(label)
                .maybe_help(help),
        );
    }
}

/// A type that can be written in YAML.
pub trait Decode: Sized {
    /// The value of a node; `None` where it has a fault, which is then in the report.
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self>;

    /// Its JSON Schema; named parts go to `defs`.
    fn schema(defs: &mut Defs) -> Json;
}

/// The text of a node; reports anything else. `expected` completes "expected …".
pub(super) fn text<'n>(node: &'n Node, expected: &str, cx: &mut Context<'_>) -> Option<&'n str> {
    if let Value::Text(text) = &node.value {
        return Some(text);
    }
    let message = format!("{} where text is needed", node.form());
    cx.error(
        WRONG_FORM,
        node.span,
        message,
        format!("expected {expected}"),
    );
    None
}

/// The items of a node where a list may stand: one value is a list of one, nothing is none.
pub(super) fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        Value::Empty => &[],
        _ => std::slice::from_ref(node),
    }
}

/// Decodes a text that was read already. `None` where anything is at fault.
pub fn decode_text<T: Decode>(file: &SourceFile, report: &mut Report) -> Option<T> {
    let node = parse(file, report)?;
    T::decode(
        &node,
        &mut Context {
            file: &file.path,
            report,
        },
    )
}

/// Reads and decodes a file; what is at fault is in `report`. Gives the text as well, for hashes.
pub fn decode_file<T: Decode>(
    root: &Path,
    path: &RelPath,
    report: &mut Report,
) -> Option<(T, SourceFile)> {
    match SourceFile::read(root, path) {
        Ok(file) => decode_text(&file, report).map(|value| (value, file)),
        Err(fault) => {
            report.push(read_fault(path, &fault));
            None
        }
    }
}

/// The finding for a file whose text cannot be used.
pub fn read_fault(path: &RelPath, fault: &ReadFault) -> Finding {
    match fault {
        ReadFault::Io(error) => Finding::error(
            UNREADABLE_FILE,
            Place::whole(path),
            format!("the file cannot be read: {error}"),
        )
        .help(format!("make it readable, for example `chmod u+r {path}`")),
        ReadFault::TooLarge(size) => Finding::error(
            FILE_TOO_LARGE,
            Place::whole(path),
            format!("the file has {size} bytes; at most {MAX_FILE_BYTES} are read"),
        )
        .help("an entry has some kilobytes: move logs out of it, and keep the lines that matter"),
        ReadFault::NotUtf8 { at, .. } => Finding::error(
            NOT_UTF8,
            Place::bytes(path, Span::new(*at, at + '\u{fffd}'.len_utf8())),
            "the file is not UTF-8",
        )
        .label("the first wrong byte")
        .help(format!(
            "save it as UTF-8, for example `iconv -f latin1 -t utf-8 {path}`"
        )),
    }
}
