//! What an entry's page is made from, and the questions that its parts ask.

use std::collections::BTreeSet;

use super::cause::{self, CauseView};
use super::cause_link::CauseLink;
use super::fix::FixView;
use super::support::Citation;
use crate::claim;
use crate::entry::Entry;
use crate::library::Library;
use crate::markdown::{Html, Renderer};
use crate::name::{EntryId, Markdown, Slug};
use crate::page::frame::Frame;
use crate::page::head::CardImage;
use crate::page::link::Link;

/// An entry with everything that its page joins it with.
pub struct Subject<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// The knowledge base, for the threads.
    pub library: &'a Library,
    /// The site.
    pub frame: &'a Frame<'a>,
    /// Whether the page is published, and what keeps it from that.
    pub state: PageState<'a>,
    /// The titles of the entries that it links to.
    pub titles: &'a dyn Titles,
    /// What changed in its evidence after it was written, one sentence each.
    pub changes: &'a [String],
    /// The picture shown where a link to the page is shared.
    pub card: Option<CardImage>,
}

/// The state of a page, after the gate.
#[derive(Debug, Clone, Copy)]
pub enum PageState<'a> {
    /// In navigation, search, sitemap and feeds.
    Published,
    /// At its address, with what it lacks, one sentence each.
    Stub(&'a [String]),
    /// Built only when drafts are asked for.
    Draft,
    /// Kept, with the reason.
    Withdrawn,
}

/// What a page has to ask about other entries.
pub trait Titles {
    /// The title of an entry; none where it has no page to link to.
    fn title(&self, id: &EntryId) -> Option<String>;
}

/// Renders the Markdown of one page.
#[derive(Clone, Copy)]
pub(super) struct Voice<'r>(pub(super) Renderer<'r>);

impl Voice<'_> {
    pub(super) fn block(self, text: &Markdown) -> Html {
        self.0.block(text.as_str())
    }

    pub(super) fn inline(self, text: &Markdown) -> Html {
        self.0.inline(text.as_str())
    }

    pub(super) fn maybe_block(self, text: Option<&Markdown>) -> Option<Html> {
        text.map(|text| self.block(text))
    }

    pub(super) fn maybe_inline(self, text: Option<&Markdown>) -> Option<Html> {
        text.map(|text| self.inline(text))
    }

    pub(super) fn lines(self, texts: &[Markdown]) -> Vec<Html> {
        texts.iter().map(|text| self.inline(text)).collect()
    }
}

impl<'a> Subject<'a> {
    /// The causes with their fixes, and the fixes that belong to none; fixes are numbered through.
    pub(super) fn claims(&self, voice: Voice<'_>) -> (Vec<CauseView<'a>>, Vec<FixView<'a>>) {
        let mut number = 0;
        let causes = self.entry.causes.iter().enumerate();
        let causes = causes
            .map(|(at, cause)| CauseView::new(self, voice, at, cause, &mut number))
            .collect();
        let fixes = self.entry.fixes.iter();
        (
            causes,
            fixes
                .map(|fix| FixView::new(self, voice, fix, &mut number))
                .collect(),
        )
    }

    /// A link to another entry; none where it has no page.
    pub(super) fn link_to(&self, id: &EntryId, voice: Voice<'_>) -> Option<Link> {
        let title = self.titles.title(id)?;
        Some(Link::new(format!("{}{id}/", voice.0.root), title))
    }

    /// Links to the sources of these keys.
    pub(super) fn citations<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Vec<Citation<'a>> {
        keys.filter_map(|key| self.entry.sources.iter().find(|(name, _)| name == key))
            .map(|(key, _)| Citation {
                href: format!("#source-{}", crate::name::slugify(key)),
                text: key,
            })
            .collect()
    }

    /// Links to the causes of these ids.
    pub(super) fn cause_links(&self, ids: &[Slug]) -> Vec<CauseLink> {
        let causes = &self.entry.causes;
        let place = |id| {
            causes
                .iter()
                .position(|cause| cause.id.as_ref() == Some(id))
        };
        ids.iter()
            .filter_map(|id| place(id).map(|at| (at, id)))
            .map(|(at, id)| {
                CauseLink::new(
                    format!("#{}", cause::anchor(at, &causes[at])),
                    at,
                    id.as_str(),
                )
            })
            .collect()
    }

    /// How many people say, in the comments that a fix cites, that it helped.
    pub(super) fn confirmations(&self, evidence: &[String]) -> usize {
        let sources = self
            .entry
            .cited(evidence)
            .into_iter()
            .filter_map(|key| self.entry.source(key));
        let people: BTreeSet<&str> = sources
            .flat_map(|source| claim::cited_fixes(self.library, source))
            .flat_map(|fix| &fix.confirmed_by)
            .map(String::as_str)
            .collect();
        people.len()
    }
}
