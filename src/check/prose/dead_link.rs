//! A link to a page of this site that does not exist.

use super::{links, links_of};
use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Entry, Text};
use crate::finding::suggest::nearest;
use crate::finding::{Finding, Place, Report};
use crate::name::EntryId;

/// A link to a page of this site that does not exist.
pub(crate) struct DeadLink;

impl Rule for DeadLink {
    // It reads more than its own entry: the pages that are linked to, which are asked for again where all else is known.
    about!("dead-link", Said, Own);

    fn text(&self, scope: &Scope<'_>, entry: &Entry, text: &Text<'_>, report: &mut Report) {
        for link in links_of(text) {
            let place = Place::value(&entry.id.file(), text.path.clone());
            self.look(scope, &link, &place, report);
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
        let Some(path) = inner(link).filter(|path| !is_page(scope, path)) else {
            return;
        };
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

/// The paths inside the site that the texts of an entry link to.
pub(in crate::check) fn inner_links(texts: &[Text<'_>]) -> Vec<String> {
    let links = texts.iter().flat_map(links_of);
    links
        .filter_map(|link| inner(&link).map(str::to_owned))
        .collect()
}

/// The path of a link that stays inside the site.
fn inner(link: &str) -> Option<&str> {
    if link.starts_with('#') || link.starts_with("//") || link.contains(':') {
        return None;
    }
    link.split(['?', '#'])
        .next()
        .map(|path| path.trim_matches('/'))
}

/// Whether a path inside the site leads somewhere.
pub(in crate::check) fn is_page(scope: &Scope<'_>, path: &str) -> bool {
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
