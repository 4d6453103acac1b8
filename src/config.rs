//! fixbook.yaml: the site and what it imports.

use serde_json::{Value as Json, json};

use crate::name::{EntryId, Markdown, RepoName, Slug, ThreadRef, Url};
use crate::yaml::{Context, Day, Decode, Defs, Node, parsed, record, words};

/// The file, below the root.
pub const FILE: &str = "fixbook.yaml";

words! {
    /// What happens to an entry that fails the gate.
    pub enum GateMode("a way to gate") {
        /// It becomes a stub.
        Stub = "stub",
        /// It fails the build.
        Error = "error",
        /// It is published all the same.
        Off = "off",
    }
}

words! {
    /// Which threads are imported.
    pub enum ThreadFilter("a state of threads") {
        /// Open ones.
        Open = "open",
        /// Closed ones.
        Closed = "closed",
        /// All.
        All = "all",
    }
}

record! {
    /// The site: its name, its address, what it imports.
    pub struct Config("fixbook.yaml") {
        /// The name of the site.
        required title: String,
        /// The address it is published at.
        required base_url: Url,
        /// One sentence about it.
        optional description: Markdown,
        /// The repository of its content, for edit and feedback links.
        optional repository: Url,
        /// The language of its pages; `en` without.
        optional lang: String,
        /// What happens to entries that fail the gate: stub, error or off.
        optional gate: GateMode,
        /// Whether pages with questions carry FAQPage data.
        default faq_data: bool,
        /// The repositories whose issues are imported.
        list import: ImportSource,
        /// Threads, and `thread -> entry` pairs, that the importer must not draft or match.
        list ignore: Ignore,
    }
}

record! {
    /// A repository whose issues become evidence.
    pub struct ImportSource("an import source") {
        /// The repository, `owner/name`.
        required repo: RepoName,
        /// The tool its errors belong to.
        required tool: Slug,
        /// open, closed or all; all without.
        optional state: ThreadFilter,
        /// Labels a thread must have, all of them.
        list labels: String,
        /// The first import goes back to this day.
        optional since: Day,
        /// Logins that speak for the project whatever GitHub says.
        list maintainers: String,
        /// What makes a cluster worth a draft.
        optional drafts: DraftThreshold,
    }
}

record! {
    /// What makes a cluster worth a draft; a maintainer's answer or a confirmed fix always does.
    pub struct DraftThreshold("a threshold for drafts") {
        /// Independent reporters; 2 without.
        optional reporters: u32,
        /// Reactions to the reports; 5 without.
        optional reactions: u32,
    }
}

/// How a reviewer says no for good: to a thread, or to its match with one entry.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Ignore {
    /// The thread.
    pub thread: ThreadRef,
    /// The entry it must not be matched to; all of them without.
    pub entry: Option<EntryId>,
}

impl Ignore {
    fn parse(text: &str) -> Option<Self> {
        let (thread, entry) = match text.split_once("->") {
            Some((thread, entry)) => (thread, Some(EntryId::parse(entry.trim())?)),
            None => (text, None),
        };
        Some(Self {
            thread: ThreadRef::parse(thread.trim())?,
            entry,
        })
    }
}

impl Decode for Ignore {
    fn decode(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        parsed(
            node,
            cx,
            "a thread, or a thread and an entry,",
            "owner/repo#123 -> tool/slug",
            Self::parse,
        )
    }

    fn schema(_: &mut Defs) -> Json {
        json!({
            "description": "A thread, `owner/repo#123`, or a pair, `owner/repo#123 -> tool/slug`.",
            "type": "string",
            "pattern": r"^\s*[A-Za-z0-9_-]{1,39}/[A-Za-z0-9._-]{1,100}#[1-9][0-9]{0,18}\s*(->\s*[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*\s*)?$",
        })
    }
}

impl Config {
    /// The schema of fixbook.yaml.
    pub fn document() -> Json {
        let mut defs = Defs::default();
        let root = Self::schema(&mut defs);
        defs.document("config", root)
    }

    /// The published address, ending in `/`.
    pub fn base(&self) -> String {
        let url = self.base_url.as_str();
        if url.ends_with('/') {
            url.to_owned()
        } else {
            format!("{url}/")
        }
    }

    /// The language of the pages.
    pub fn language(&self) -> &str {
        self.lang.as_deref().unwrap_or("en")
    }

    /// What happens to entries that fail the gate.
    pub fn gate_mode(&self) -> GateMode {
        self.gate.unwrap_or(GateMode::Stub)
    }

    /// Whether the importer must leave this thread alone, for one entry or for all.
    pub fn ignores(&self, thread: &ThreadRef, entry: Option<&EntryId>) -> bool {
        self.ignore.iter().any(|rule| {
            rule.thread == *thread && (rule.entry.is_none() || rule.entry.as_ref() == entry)
        })
    }

    /// The logins that speak for a repository.
    pub fn maintainers(&self, repo: &RepoName) -> Vec<&str> {
        let sources = self.import.iter().filter(|source| source.repo == *repo);
        sources
            .flat_map(|source| source.maintainers.iter().map(String::as_str))
            .collect()
    }
}
