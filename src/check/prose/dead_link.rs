//! A link to a page of this site that does not exist.

use super::links;
use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Entry, TextKind};
use crate::finding::suggest::nearest;
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::name::EntryId;

/// A link to a page of this site that does not exist.
pub(crate) struct DeadLink;

impl Rule for DeadLink {
    // It reads more than its own entry: the pages that are linked to, which are asked for again where all else is known.
    about!("dead-link", Said, Own);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        for (place, link) in all_links(entry) {
            self.look(scope, &link, &Place::value(&entry.id.file(), place), report);
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

/// The links in the texts of an entry, each with its place.
fn all_links(entry: &Entry) -> impl Iterator<Item = (KeyPath, String)> {
    let texts = entry.texts().into_iter();
    let linking = texts.filter(|text| text.kind == TextKind::Prose && text.text.contains("]("));
    linking.flat_map(|text| {
        let links = links(text.text).into_iter();
        links.map(move |link| (text.path.clone(), link))
    })
}

/// The paths inside the site that an entry links to.
pub(in crate::check) fn inner_links(entry: &Entry) -> Vec<String> {
    all_links(entry)
        .filter_map(|(_, link)| inner(&link).map(str::to_owned))
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
