//! Rules about names: what is cited, pointed to or claimed exists, once, and in the right order.

mod alias_clash;
mod contradictory_versions;
mod duplicate_cause;
mod evidence_missing;
mod future_date;
mod impossible_range;
mod reserved_name;
mod tool_not_folder;
mod unknown_cause;
mod unknown_entry;
mod unknown_source;
mod unknown_tool;
mod unused_source;

pub(crate) use alias_clash::AliasClash;
pub(crate) use contradictory_versions::ContradictoryVersions;
pub(crate) use duplicate_cause::DuplicateCause;
pub(crate) use evidence_missing::EvidenceMissing;
pub(crate) use future_date::FutureDate;
pub(crate) use impossible_range::ImpossibleRange;
pub(crate) use reserved_name::ReservedName;
pub(crate) use tool_not_folder::ToolNotFolder;
pub(crate) use unknown_cause::UnknownCause;
pub(crate) use unknown_entry::UnknownEntry;
pub(crate) use unknown_source::UnknownSource;
pub(crate) use unknown_tool::UnknownTool;
pub(crate) use unused_source::UnusedSource;

use crate::entry::Entry;
use crate::finding::KeyPath;

/// Every list of source keys in an entry, with its place.
fn citations(entry: &Entry) -> Vec<(KeyPath, &[String])> {
    let mut all: Vec<(KeyPath, &[String])> = Vec::new();
    for (key, ranges) in [("affects", &entry.affects), ("works_on", &entry.works_on)] {
        for (at, range) in ranges.iter().enumerate() {
            all.push((KeyPath::of(key).item(at).key("evidence"), &range.evidence));
        }
    }
    for (at, cause) in entry.causes.iter().enumerate() {
        let place = KeyPath::of("causes").item(at);
        all.push((place.clone().key("evidence"), &cause.evidence));
        all.push((place.clone().key("contradicted_by"), &cause.contradicted_by));
        fix_citations(&place.key("fixes"), &cause.fixes, &mut all);
    }
    fix_citations(&KeyPath::of("fixes"), &entry.fixes, &mut all);
    all
}

fn fix_citations<'e>(
    path: &KeyPath,
    fixes: &'e [crate::entry::Fix],
    all: &mut Vec<(KeyPath, &'e [String])>,
) {
    for (at, fix) in fixes.iter().enumerate() {
        let place = path.clone().item(at);
        all.push((place.clone().key("evidence"), &fix.evidence));
        for (number, outcome) in fix.outcomes.iter().enumerate() {
            all.push((
                place.clone().key("outcomes").item(number).key("evidence"),
                &outcome.evidence,
            ));
        }
    }
}
