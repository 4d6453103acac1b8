//! Builds a site: a knowledge base, the verdicts on its entries and a theme go in, files come out, one
//! at a time. Reads like the list of what a site has; each part is a file beside this one. Nothing
//! here reads the clock, the environment or the network, and nothing depends on the order of threads.

mod card;
mod data;
mod entries;
mod feed;
mod lists;
mod machine;
mod markdown_twin;
mod memo;
mod rules;
mod search;
mod sitemap;
mod statics;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use rayon::prelude::*;

pub use memo::Memo;
pub use search::{index_files, is_of_index};

use crate::check::{Verdict, Verdicts};
use crate::entry::{Card, Entry};
use crate::library::Library;
use crate::memo::{Hash, hash_of};
use crate::name::EntryId;
use crate::page::{Frame, PageState, SiteView};
use crate::sink::{Recorder, Sink};
use crate::theme::Theme;

/// What a build may be asked for beyond the knowledge base itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Published here instead of at the configured address.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: Drafts,
}

/// Whether drafts are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drafts {
    /// They are left out.
    #[default]
    LeftOut,
    /// They are built, marked as drafts.
    Built,
}

/// What a build did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Built {
    /// Pages rendered through templates; those of the build before that are still right are not.
    pub rendered: usize,
    /// Entries that have a page.
    pub entries: usize,
}

/// Everything the parts of a build need.
struct Site<'a> {
    library: &'a Library,
    verdicts: &'a Verdicts,
    theme: &'a Theme,
    frame: &'a Frame<'a>,
    view: &'a SiteView<'a>,
    options: &'a Options,
    memo: &'a Memo,
    rendered: AtomicUsize,
    cards: OnceLock<Vec<Card>>,
    images: OnceLock<card::Images>,
    common: OnceLock<Hash>,
}

/// Writes one part of a site.
type Part = fn(&Site<'_>, &dyn Sink) -> Result<()>;

const PARTS: [Part; 9] = [
    statics::write,
    card::write,
    search::write,
    entries::write,
    lists::write,
    rules::write,
    machine::write,
    feed::write,
    sitemap::write,
];

/// Builds what `sink` wants of a site, all of it as a rule; what `memo` knows from the build before is not made again, and the same files come out.
pub fn build(
    library: &Library,
    verdicts: &Verdicts,
    theme: &mut Theme,
    options: &Options,
    memo: &Memo,
    sink: &dyn Sink,
) -> Result<Built> {
    let frame = Frame::new(library, options.base_url.as_deref());
    let view = frame.view(library);
    theme.set_global("site", &view);
    let site = Site {
        library,
        verdicts,
        theme,
        frame: &frame,
        view: &view,
        options,
        memo,
        rendered: AtomicUsize::new(0),
        cards: OnceLock::new(),
        images: OnceLock::new(),
        common: OnceLock::new(),
    };
    PARTS.par_iter().try_for_each(|part| {
        if sink.wants("") {
            part(&site, sink)
        } else {
            Ok(())
        }
    })?;
    Ok(Built {
        rendered: site.rendered.load(Ordering::Relaxed),
        entries: site.cards().len(),
    })
}

impl<'a> Site<'a> {
    /// The cards of all entries that have a page, by address.
    fn cards(&self) -> &[Card] {
        self.cards.get_or_init(|| {
            let built = |entry: &&Entry| {
                self.options.drafts == Drafts::Built
                    || *self.verdicts.of(&entry.id) != Verdict::Draft
            };
            let entries = self.library.entries.iter();
            entries.filter(built).map(Card::of).collect()
        })
    }

    /// The card images.
    fn images(&self) -> &card::Images {
        self.images
            .get_or_init(|| card::Images::new(self.frame, self.cards()))
    }

    /// The hash of what all pages are made from.
    fn common(&self) -> &Hash {
        self.common.get_or_init(|| memo::common(self))
    }

    /// Hands over a page that is made from its view alone: the one of the build before, where its view was the same.
    fn page<T: serde::Serialize>(
        &self,
        sink: &dyn Sink,
        path: &str,
        template: &str,
        view: impl FnOnce() -> T,
    ) -> Result<()> {
        if !sink.wants(&file_of(path)) {
            return Ok(());
        }
        let view = view();
        self.page_of(sink, path, template, &view, || &view)
    }

    /// The same, for a page whose view is costly and made from `of` alone: without it, where that was the same.
    fn page_of<T: serde::Serialize>(
        &self,
        sink: &dyn Sink,
        path: &str,
        template: &str,
        of: &impl serde::Serialize,
        view: impl FnOnce() -> T,
    ) -> Result<()> {
        if !sink.wants(&file_of(path)) {
            return Ok(());
        }
        let key = hash_of(&(self.common(), template, of));
        self.made(path, key, sink, |sink| {
            self.render(sink, path, template, &view())
        })
    }

    /// Hands over what `make` makes from what is hashed in `key`, or what it made before.
    fn made(
        &self,
        name: &str,
        key: Hash,
        sink: &dyn Sink,
        make: impl FnOnce(&dyn Sink) -> Result<()>,
    ) -> Result<()> {
        self.made_asking(name, key, sink, |sink| make(sink).map(|()| Vec::new()))
    }

    /// The same, for what asks for titles as well; `make` gives what it was told.
    fn made_asking(
        &self,
        name: &str,
        key: Hash,
        sink: &dyn Sink,
        make: impl FnOnce(&dyn Sink) -> Result<Vec<(String, Option<String>)>>,
    ) -> Result<()> {
        let title = |id: &str| EntryId::parse(id).and_then(|id| self.title(&id));
        if self.memo.keeps(name, &key, sink, title) {
            return Ok(());
        }
        let recorder = Recorder::new(sink);
        let asked = make(&recorder)?;
        let files = recorder.into_files();
        self.memo.made.set(name, memo::Made { key, asked, files });
        Ok(())
    }

    /// Renders a page and hands it over.
    fn render<T: serde::Serialize>(
        &self,
        sink: &dyn Sink,
        path: &str,
        template: &str,
        view: &T,
    ) -> Result<()> {
        self.rendered.fetch_add(1, Ordering::Relaxed);
        let html = self.theme.render(template, view)?;
        sink.put(&file_of(path), html.as_bytes(), crate::sink::Stage::Page)
    }

    /// The title of the entry at an address, where it has a page.
    fn title(&self, id: &EntryId) -> Option<String> {
        self.card(id).map(|card| card.title.clone())
    }

    /// The state of an entry's page as templates see it.
    fn state(&self, card: &Card) -> PageState<'a> {
        match self.verdicts.of(&card.id) {
            Verdict::Published => PageState::Published,
            Verdict::Stub(lacks) => PageState::Stub(lacks),
            Verdict::Draft => PageState::Draft,
            Verdict::Withdrawn => PageState::Withdrawn,
        }
    }

    /// The cards of published entries.
    fn published(&self) -> impl Iterator<Item = &Card> {
        self.cards()
            .iter()
            .filter(|card| *self.verdicts.of(&card.id) == Verdict::Published)
    }

    /// The cards of a list that readers browse: published entries, and drafts where they are built.
    fn listed(&self) -> impl Iterator<Item = &Card> {
        self.cards()
            .iter()
            .filter(|card| match self.verdicts.of(&card.id) {
                Verdict::Published => true,
                Verdict::Draft => self.options.drafts == Drafts::Built,
                Verdict::Stub(_) | Verdict::Withdrawn => false,
            })
    }

    /// The card at an address, where it has a page.
    fn card(&self, id: &EntryId) -> Option<&Card> {
        self.cards()
            .binary_search_by(|card| card.id.cmp(id))
            .ok()
            .map(|at| &self.cards()[at])
    }
}

/// The file of a page: `docker/` is `docker/index.html`.
fn file_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}
