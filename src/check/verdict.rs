//! What the gate made of each entry.

use std::collections::BTreeMap;

use crate::config::GateMode;
use crate::entry::State;
use crate::library::Library;
use crate::name::EntryId;

/// The state of an entry's page, after the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// In navigation, search, sitemap and feeds.
    Published,
    /// At its address, with what it lacks, one sentence each.
    Stub(Vec<String>),
    /// Built only when drafts are asked for.
    Draft,
    /// Kept, with the reason.
    Withdrawn,
}

impl Verdict {
    /// The word for machines: published, stub, draft, withdrawn.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Stub(_) => "stub",
            Self::Draft => "draft",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// The verdict on every entry, and what changed in its evidence since it was written.
#[derive(Debug, Clone, Default)]
pub struct Verdicts {
    verdicts: BTreeMap<EntryId, Verdict>,
    changes: BTreeMap<EntryId, Vec<String>>,
}

impl Verdicts {
    /// Decides from what each entry lacks; an entry that is not in `lacking` passed the gate.
    pub fn new(
        library: &Library,
        mut lacking: BTreeMap<EntryId, Vec<String>>,
        changes: BTreeMap<EntryId, Vec<String>>,
    ) -> Self {
        let off = library.config.gate_mode() == GateMode::Off;
        let verdict = |entry: &crate::entry::Entry| match entry.asked_state() {
            State::Draft => Verdict::Draft,
            State::Withdrawn => Verdict::Withdrawn,
            State::Published => match lacking.remove(&entry.id) {
                Some(lacks) if !off && !lacks.is_empty() => Verdict::Stub(lacks),
                _ => Verdict::Published,
            },
        };
        let mut decide = verdict;
        let verdicts = library
            .entries
            .iter()
            .map(|entry| (entry.id.clone(), decide(entry)))
            .collect();
        Self { verdicts, changes }
    }

    /// The verdict on an entry; draft where it is not known.
    pub fn of(&self, id: &EntryId) -> &Verdict {
        self.verdicts.get(id).unwrap_or(&Verdict::Draft)
    }

    /// What changed in an entry's evidence after it was written, one sentence each.
    pub fn changes(&self, id: &EntryId) -> &[String] {
        self.changes.get(id).map_or(&[], Vec::as_slice)
    }
}
