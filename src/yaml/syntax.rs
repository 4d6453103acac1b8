//! What the YAML parser says is wrong, as a finding with something to do about it.

use serde_yaml::granit_parser::{Marker, ScanError};

use super::{YAML_SYNTAX, YAML_TOO_COMPLEX};
use crate::finding::{Finding, Place};
use crate::source::{SourceFile, Span};

/// The deepest nesting. An entry needs six.
pub(super) const MAX_DEPTH: usize = 64;

/// The byte a marker stands at; the parser leaves it out after some faults, and gives line and column.
pub(super) fn offset(file: &SourceFile, marker: &Marker) -> usize {
    marker.byte_offset().unwrap_or_else(|| {
        let lines = file.text.split_inclusive('\n');
        let start: usize = lines
            .take(marker.line().saturating_sub(1))
            .map(str::len)
            .sum();
        let rest = file.text.get(start..).unwrap_or("");
        start
            + rest
                .char_indices()
                .nth(marker.col())
                .map_or(rest.len(), |(at, _)| at)
    })
}

/// The finding for a fault of syntax.
pub(super) fn finding(file: &SourceFile, error: &ScanError) -> Finding {
    let at = offset(file, error.marker()).min(file.text.len());
    let place = Place::bytes(&file.path, Span::new(at, at + 1));
    let info = error.info();
    if ["nest", "depth", "recursion"]
        .iter()
        .any(|word| info.contains(word))
    {
        return Finding::error(
            YAML_TOO_COMPLEX,
            place,
            format!("nested deeper than {MAX_DEPTH} levels"),
        )
        .label("here")
        .help("an entry needs six levels; look for a stray bracket or indentation");
    }
    let line = file
        .text
        .get(..at)
        .and_then(|before| before.rsplit('\n').next())
        .unwrap_or("");
    let tab = line.contains('\t')
        || file
            .text
            .get(at..)
            .is_some_and(|rest| rest.starts_with('\t'));
    let help = if tab {
        "YAML is indented with spaces: replace the tab"
    } else {
        "put a text that contains `: `, ` #` or starts with a sign such as `@`, `*` or `[` in quotes"
    };
    Finding::error(YAML_SYNTAX, place, "this is not YAML")
        .label(info)
        .consequence("nothing after this place could be read")
        .help(help)
}
