//! A tool or page has a name that the site needs for itself.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::config;
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::source::RelPath;
use crate::tools;

/// A tool or page has a name that the site needs for itself.
pub(crate) struct ReservedName;

impl Rule for ReservedName {
    about!("reserved-name");

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        if entry.id.slug() == "page" {
            let place = Place::whole(&entry.id.file());
            report.push(reserved(
                self,
                place,
                entry.id.slug(),
                "rename the file: page 2 of the tool's list stands there",
            ));
        }
    }

    fn whole(&self, scope: &Scope<'_>, report: &mut Report) {
        let pages: Vec<&str> = scope
            .library
            .pages
            .iter()
            .map(|page| page.name.as_str())
            .collect();
        for (key, _) in scope.library.tools.iter() {
            let name = key.as_str();
            if RESERVED.contains(&name) || pages.contains(&name) {
                let place = Place::key(&RelPath::new(tools::FILE), KeyPath::of(name));
                report.push(reserved(self, place, name, "give the tool another key"));
            }
        }
        for page in &scope.library.pages {
            if RESERVED.contains(&page.name.as_str()) {
                report.push(reserved(
                    self,
                    Place::whole(&page.file),
                    &page.name,
                    "rename the file",
                ));
            }
        }
        let slugs = scope
            .library
            .tools
            .iter()
            .map(|(_, tool)| (tool.category_slug(), tool.category_name()));
        let mut seen: Vec<(String, &str)> = Vec::new();
        for (slug, name) in slugs {
            match seen
                .iter()
                .find(|(known, other)| *known == slug && *other != name)
            {
                Some((_, other)) => {
                    let place = Place::whole(&RelPath::new(tools::FILE));
                    let message = format!(
                        "the categories `{other}` and `{name}` have one address, `/category/{slug}/`"
                    );
                    report.push(
                        Finding::error(self.code(), place, message)
                            .help("spell them the same, or rename one"),
                    );
                }
                None => seen.push((slug, name)),
            }
        }
        let base = scope.library.config.base_url.as_str();
        if base.starts_with("mailto:") || base.contains(['?', '#']) {
            let place = Place::value(&RelPath::new(config::FILE), KeyPath::of("base_url"));
            report.push(
                Finding::error(
                    self.code(),
                    place,
                    format!("`{base}` is not the address of a site"),
                )
                .label("expected an address such as `https://example.org/kb/`"),
            );
        }
    }
}

/// First parts of addresses that the site itself uses.
const RESERVED: &[&str] = &[
    "404", "assets", "category", "page", "rules", "schema", "search",
];

fn reserved(rule: &dyn Rule, place: Place, name: &str, help: &str) -> Finding {
    Finding::error(rule.code(), place, format!("the name `{name}` is taken"))
        .label("the site or another page needs this address")
        .help(help)
}
