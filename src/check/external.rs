//! Links that leave the site, asked one by one: what no build may do, because it needs the network.
//!
//! Each address is asked once, each host by one request at a time. What a host refuses to programs
//! (401, 403, 405, 429 and the like) says nothing about people, so only an address that is gone is a
//! warning; one that could not be asked is a note.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::prose::links;
use crate::entry::{Entry, TextKind};
use crate::finding::{Code, Finding, KeyPath, Place, Report};
use crate::library::Library;
use crate::name::Url;
use crate::{config, tools};

/// An address outside the site that is gone, or could not be asked.
pub(super) const DEAD_EXTERNAL_LINK: Code = Code("dead-external-link");

/// Hosts that are asked at the same time.
const HOSTS_AT_ONCE: usize = 8;

/// What a host said of an address.
enum Answer {
    /// The page is there, or the host tells programs nothing.
    Fine,
    /// The page is gone.
    Gone(u16),
    /// Nothing came, or a fault of the host: worth another try on another day.
    Silent(String),
}

/// The addresses outside the site that a knowledge base links to, each with the places it stands in.
#[derive(Debug, Default)]
pub struct ExternalLinks(BTreeMap<String, Vec<Place>>);

impl ExternalLinks {
    /// Collects the addresses of entries, plain pages, tools and configuration. Threads are left out: `import` watches those.
    pub fn of(library: &Library) -> Self {
        let mut all = Self::default();
        library
            .entries
            .iter()
            .for_each(|entry| all.add_entry(entry));
        for page in &library.pages {
            for link in links(&page.body) {
                all.add(&link, Place::whole(&page.file));
            }
        }
        for (slug, tool) in library.tools.iter() {
            if let Some(url) = &tool.homepage {
                let path = KeyPath::of(slug.as_str()).key("homepage");
                all.add(
                    url.as_str(),
                    Place::value(&crate::source::RelPath::new(tools::FILE), path),
                );
            }
        }
        if let Some(url) = &library.config.repository {
            let file = crate::source::RelPath::new(config::FILE);
            all.add(url.as_str(), Place::value(&file, KeyPath::of("repository")));
        }
        all
    }

    /// How many addresses there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add_entry(&mut self, entry: &Entry) {
        let file = entry.id.file();
        for (key, source) in &entry.sources {
            if let (Some(url), None) = (&source.url, &source.issue) {
                self.add(
                    url.as_str(),
                    Place::value(&file, KeyPath::of("sources").key(key)),
                );
            }
        }
        if let Some(url) = entry.escalate.as_ref().and_then(|way| way.url.as_ref()) {
            self.add(
                url.as_str(),
                Place::value(&file, KeyPath::of("escalate").key("url")),
            );
        }
        for text in entry.texts() {
            if text.kind == TextKind::Prose && text.text.contains("://") {
                for link in links(text.text) {
                    self.add(&link, Place::value(&file, text.path.clone()));
                }
            }
        }
    }

    fn add(&mut self, link: &str, place: Place) {
        let address = link.split('#').next().unwrap_or("");
        if Url::parse(address).is_some_and(|url| !url.host().is_empty()) {
            let places = self.0.entry(address.to_owned()).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }

    /// Asks every address with `ask`, which gives the status of the answer, and reports those that lead nowhere.
    /// `asked` is told after each.
    pub fn check<E: std::fmt::Display>(
        &self,
        ask: &(dyn Fn(&str) -> Result<u16, E> + Sync),
        asked: &(dyn Fn() + Sync),
    ) -> Report {
        let mut hosts: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for address in self.0.keys() {
            let host = Url::parse(address).map(|url| url.host());
            hosts
                .entry(host.unwrap_or_default())
                .or_default()
                .push(address);
        }
        let hosts: Vec<Vec<&String>> = hosts.into_values().collect();
        let (next, answers) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
        std::thread::scope(|scope| {
            for _ in 0..HOSTS_AT_ONCE.min(hosts.len()) {
                scope.spawn(|| {
                    while let Some(host) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                        for address in host {
                            let answer = answer(ask, address);
                            answers
                                .lock()
                                .expect("no thread panics while it holds the answers")
                                .insert((*address).clone(), answer);
                            asked();
                        }
                    }
                });
            }
        });
        let answers = answers
            .into_inner()
            .expect("no thread panics while it holds the answers");
        let mut report = Report::default();
        for (address, answer) in answers {
            for place in &self.0[&address] {
                report_answer(&address, &answer, place, &mut report);
            }
        }
        report
    }
}

/// Asks once, and once more where nothing came.
fn answer<E: std::fmt::Display>(
    ask: &(dyn Fn(&str) -> Result<u16, E> + Sync),
    address: &str,
) -> Answer {
    match ask(address).or_else(|_| ask(address)) {
        Ok(status @ (404 | 410)) => Answer::Gone(status),
        Ok(status) if status >= 500 => Answer::Silent(format!("its host answers {status}")),
        Ok(_) => Answer::Fine,
        Err(error) => Answer::Silent(format!("{error:#}")),
    }
}

fn report_answer(address: &str, answer: &Answer, place: &Place, report: &mut Report) {
    match answer {
        Answer::Fine => {}
        Answer::Gone(status) => report.push(
            Finding::warning(
                DEAD_EXTERNAL_LINK,
                place.clone(),
                format!("`{address}` leads nowhere"),
            )
            .label(format!("its host answers {status}"))
            .consequence("what cites it can no longer be checked by a reader")
            .help("find where the page went, or cite another source"),
        ),
        Answer::Silent(why) => report.push(
            Finding::note(
                DEAD_EXTERNAL_LINK,
                place.clone(),
                format!("`{address}` could not be asked"),
            )
            .label(why.clone())
            .help("run `fixbook check --links` again later"),
        ),
    }
}
