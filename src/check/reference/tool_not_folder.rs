//! An entry stands in the folder of another tool.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};

/// An entry stands in the folder of another tool.
pub(crate) struct ToolNotFolder;

impl Rule for ToolNotFolder {
    about!("tool-not-folder", Said, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let (tool, folder) = (entry.tool.as_str(), entry.id.tool());
        if tool == folder {
            return;
        }
        let place = Place::value(&entry.id.file(), KeyPath::of("tool"));
        report.push(
            Finding::error(
                self.code(),
                place,
                format!("`{tool}` in the folder of `{folder}`"),
            )
            .label(format!("expected `{folder}`"))
            .help(format!(
                "write `tool: {folder}`, or move the file to content/errors/{tool}/"
            )),
        );
    }
}
