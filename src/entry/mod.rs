//! The model of an entry: one error, one YAML file, one page. Data and its decoding; no reading,
//! no rules about other entries.

mod card;
mod complete;
mod parts;
mod source;
mod texts;
pub mod version;
mod vocabulary;

pub use card::Card;
pub use parts::{
    Affected, Cause, Check, Escalate, Expect, Faq, Fix, LookAlike, Outcome, Review, Signature,
};
pub use source::Source;
pub use texts::{Text, TextKind};
pub use vocabulary::{Effect, FixKind, OutcomeResult, Owner, Role, State, Status, Where};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::name::{EntryId, Markdown, Slug};
use crate::yaml::{Context, Day, Decode, Defs, Node, record};

record! {
    /// One error: what it means, why it appears, what mends it, and who says so.
    pub struct EntryFile("an entry") {
        /// Names the error as people see it; 8 to 120 characters, not Markdown.
        required title: String,
        /// The tool that shows the error; the key in tools.yaml, equal to the folder.
        required tool: Slug,
        /// Search snippet and description; at most 200 characters.
        optional summary: Markdown,
        /// The text of the error as printed, at least one; `<*>` stands for a part that varies.
        some signatures: Signature,
        /// Real outputs that must find this entry first.
        list samples: String,
        /// Real outputs that must not find this entry first.
        list not_samples: String,
        /// open, workaround, fixed, by-design, unknown.
        optional status: Status,
        /// Versions and surfaces with the error.
        list affects: Affected,
        /// Versions and surfaces without it.
        list works_on: Affected,
        /// One line, shown first.
        optional quick_fix: Markdown,
        /// First publication.
        optional added: Day,
        /// Last time a person changed what the page says.
        optional updated: Day,
        /// What this error means.
        optional meaning: Markdown,
        /// Why this happens.
        optional why: Markdown,
        /// The reasons, or `cause_unknown: true`.
        list causes: Cause,
        /// Says honestly that no cause is known.
        default cause_unknown: bool,
        /// What mends it whatever the cause.
        list fixes: Fix,
        /// Says honestly that no fix is known; `escalate` is needed then.
        default no_known_fix: bool,
        /// What tells the causes apart.
        list checks: Check,
        /// Step-by-step troubleshooting.
        list steps: Markdown,
        /// How to prevent it.
        list prevention: Markdown,
        /// Look-alikes, and the entry they belong to.
        list not_this: LookAlike,
        /// Where to report, what to collect, how fast it expires.
        optional escalate: Escalate,
        /// What claims cite, by key.
        map sources: Source,
        /// What was checked, and what was not.
        optional evidence_note: Markdown,
        /// Questions people ask.
        list faq: Faq,
        /// Addresses of related entries.
        list related: EntryId,
        /// Old addresses of this entry; they become redirects.
        list aliases: EntryId,
        /// Last time the entry was tried.
        optional review: Review,
        /// How people describe it when they do not remember the message; searched, not shown.
        list asked_as: String,
        /// The message wraps another error; a root cause in the same log ranks above it.
        default wrapper: bool,
        /// Questions still open.
        list open: Markdown,
        /// draft, published, withdrawn.
        optional state: State,
        /// Why the entry was withdrawn.
        optional withdrawn: Markdown,
        /// Keys that begin with `x-`, passed to templates untouched.
        extras extra: BTreeMap<String, Json>,
    }
}

/// An entry with its address and place.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its address, from its path.
    pub id: EntryId,
    /// The BLAKE3 hash of its file.
    pub hash: [u8; 32],
    /// What its file says.
    pub says: Arc<EntryFile>,
}

impl std::ops::Deref for Entry {
    type Target = EntryFile;

    fn deref(&self) -> &EntryFile {
        &self.says
    }
}

impl Entry {
    /// The state the writer asks for.
    pub fn asked_state(&self) -> State {
        self.state.unwrap_or(State::Published)
    }

    /// The status, unknown where none is given.
    pub fn known_status(&self) -> Status {
        self.status.unwrap_or(Status::Unknown)
    }

    /// The keys of the sources a claim cites: its own, or the only source there is.
    pub fn cited<'a>(&'a self, evidence: &'a [String]) -> Vec<&'a str> {
        match (evidence, self.sources.as_slice()) {
            ([], [(only, _)]) => vec![only.as_str()],
            _ => evidence.iter().map(String::as_str).collect(),
        }
    }

    /// The source of a key.
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, source)| source)
    }

    /// Every fix, those of causes first, with the cause it belongs to.
    pub fn all_fixes(&self) -> impl Iterator<Item = (Option<&Cause>, &Fix)> {
        let own = self
            .causes
            .iter()
            .flat_map(|cause| cause.fixes.iter().map(move |fix| (Some(cause), fix)));
        own.chain(self.fixes.iter().map(|fix| (None, fix)))
    }

    /// What must find this entry: its samples, and every signature without `<*>`.
    pub fn all_samples(&self) -> impl Iterator<Item = &str> {
        let own = self
            .signatures
            .iter()
            .map(|signature| signature.text.as_str());
        self.samples
            .iter()
            .map(String::as_str)
            .chain(own.filter(|text| !text.contains("<*>")))
    }
}

impl EntryFile {
    /// Decodes an entry and reports what is missing for its state.
    pub fn decode_entry(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let before = cx.report.findings().len();
        let entry = <Self as Decode>::decode(node, cx);
        let found = cx.report.findings().len() > before;
        complete::require(node, entry.as_ref(), cx);
        entry.filter(|_| !found || !cx.report.has_errors_in(cx.file))
    }

    /// The schema of an entry file, with what must be there in every state but draft.
    pub fn document() -> Json {
        let mut defs = Defs::default();
        let root = Self::schema(&mut defs);
        defs.document("entry", complete::with_conditions(&root))
    }
}
