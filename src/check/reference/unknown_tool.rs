//! An entry names a tool that tools.yaml does not have.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::suggest::nearest;
use crate::finding::{Finding, KeyPath, Place, Report};

/// An entry names a tool that tools.yaml does not have.
pub(crate) struct UnknownTool;

impl Rule for UnknownTool {
    about!("unknown-tool");

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let tool = entry.tool.as_str();
        let tools = &scope.library.tools;
        if tools.get(tool).is_some() {
            return;
        }
        let meant = nearest(tool, tools.iter().map(|(key, _)| key.as_str()));
        let help = meant.map_or_else(
            || format!("add `{tool}:` with a `name:` to content/tools.yaml"),
            |meant| format!("did you mean `{meant}`?"),
        );
        let place = Place::value(&entry.id.file(), KeyPath::of("tool"));
        report.push(
            Finding::error(self.code(), place, format!("unknown tool `{tool}`"))
                .label("not a key of content/tools.yaml")
                .help(help),
        );
    }
}
