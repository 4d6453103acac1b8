//! A link to a page of this site that does not exist.

use super::links;
use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Entry, TextKind};
use crate::finding::suggest::nearest;
use crate::finding::{Finding, Place, Report};
use crate::name::EntryId;

/// A link to a page of this site that does not exist.
pub(crate) struct DeadLink;

impl Rule for DeadLink {
    about!("dead-link");

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        for text in entry
            .texts()
            .into_iter()
            .filter(|text| text.kind == TextKind::Prose && text.text.contains("]("))
        {
            for link in links(text.text) {
                self.look(
                    scope,
                    &link,
                    &Place::value(&entry.id.file(), text.path.clone()),
                    report,
                );
            }
        }
    }

    fn whole(&self, scope: &Scope<'_>, report: &mut Report) {
        for page in &scope.library.pages {
            for link in links(&page.body) {
                self.look(scope, &link, &Place::whole(&page.file), report);
            }
        }
    }
}

impl DeadLink {
    fn look(&self, scope: &Scope<'_>, link: &str, place: &Place, report: &mut Report) {
        if link.starts_with('#') || link.starts_with("//") || link.contains(':') {
            return;
        }
        let path = link
            .split(['?', '#'])
            .next()
            .unwrap_or("")
            .trim_matches('/');
        if exists(scope, path) {
            return;
        }
        let known = scope.library.entries.iter().map(|entry| entry.id.as_str());
        let help = nearest(path, known).map_or_else(
            || "mend the address, or remove the link".to_owned(),
            |meant| format!("did you mean `/{meant}/`?"),
        );
        report.push(
            Finding::warning(
                self.code(),
                place.clone(),
                format!("the link `{link}` leads nowhere"),
            )
            .label("no page of this site has this address")
            .help(help),
        );
    }
}

fn exists(scope: &Scope<'_>, path: &str) -> bool {
    let library = scope.library;
    let is_entry = |id: EntryId| library.entry(&id).is_some() || scope.aliases.contains_key(&id);
    let first = path.split('/').next().unwrap_or("");
    path.is_empty()
        || EntryId::parse(path).is_some_and(is_entry)
        || library.tools.get(path).is_some()
        || library.pages.iter().any(|page| page.name == path)
        || ["assets", "category", "rules", "schema", "search"].contains(&first)
        || first.contains('.')
        || library.root.join("static").join(path).exists()
}
