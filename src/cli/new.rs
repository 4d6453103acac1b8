//! `fixbook new <tool> <error text>`: a commented scaffold to write an entry from. It asks nothing
//! and never writes over a file. `fixbook new --from owner/repo#123` drafts it from a thread, as an import would.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;

use super::ui::{Ui, printable};
use super::{Common, Status, root, schema};
use crate::finding::suggest::nearest;
use crate::github::Patience;
use crate::import::{self, Drafts, Options, Scope, Writing};
use crate::library::Library;
use crate::lookup::{FoundPages, KnowledgeBase, Lookup as _};
use crate::name::{EntryId, ThreadRef, slugify};
use crate::text::Log;
use crate::tools::Tool;

/// Arguments of `new`.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The tool that shows the error; a key of content/tools.yaml [with --from: the one of its repository]
    #[arg(required_unless_present = "from")]
    tool: Option<String>,
    /// The error text as printed; several lines are fine
    #[arg(required_unless_present = "from", conflicts_with = "from")]
    text: Option<String>,
    /// The name of the page below the tool [default: made from the error text]
    #[arg(long, conflicts_with = "from")]
    slug: Option<String>,
    /// Draft it from a GitHub issue, with what the issue tells and its evidence
    #[arg(long, value_name = "OWNER/NAME#N", value_parser = thread)]
    from: Option<ThreadRef>,
}

/// Writes the scaffold and says where.
pub(super) fn run(args: &NewArgs, common: &Common, ui: &mut Ui) -> Result<Status> {
    let root = root::find(common)?;
    let library = Library::load(&root)?.library;
    if let Some(key) = &args.tool {
        known_tool(&library, key)?;
    }
    if let Some(thread) = &args.from {
        return from_thread(&root, thread, args.tool.as_deref(), ui);
    }
    let key = args.tool.as_deref().unwrap_or_default();
    let tool = known_tool(&library, key)?;
    let text = printable(args.text.as_deref().unwrap_or_default().trim()).into_owned();
    let line = main_line(&text);
    if line.is_empty() {
        bail!("the error text is empty");
    }
    let slug = args.slug.clone().unwrap_or_else(|| short_slug(line));
    let Some(id) = EntryId::parse(&format!("{key}/{slug}")) else {
        bail!("no address can be made from this text; give one with `--slug some-name`");
    };
    let path = id.file().on(&root);
    if path.exists() {
        bail!("{} exists; nothing was written", id.file());
    }
    let nearest_pages = KnowledgeBase::open(&root)?.find(Log::of(&text))?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(&path, scaffold(&id, &tool.name, line, &text))
        .with_context(|| format!("cannot write {}", path.display()))?;
    schema::write_all(&root)?;
    ui.result(&format!("{}\n", id.file()));
    ui.say(&near(&nearest_pages));
    Ok(Status::Ok)
}

/// Drafts an entry from a thread.
fn from_thread(root: &Path, thread: &ThreadRef, tool: Option<&str>, ui: &Ui) -> Result<Status> {
    let client = super::import::connect(Some(root), Patience::NoWait)?;
    let options = Options {
        repos: Vec::new(),
        since: None,
        limit: None,
        scope: Scope::Cited,
        writing: Writing::Files,
        drafts: Drafts::Write,
        today: super::import::today(),
    };
    let id = import::draft_from(root, &client, &options, thread, tool)?;
    schema::write_all(root)?;
    ui.result(&format!("{}\n", id.file()));
    ui.say("check every line, answer the open questions, then remove `state: draft`");
    Ok(Status::Ok)
}

fn thread(text: &str) -> Result<ThreadRef> {
    ThreadRef::parse(text)
        .or_else(|| ThreadRef::of_url(text))
        .ok_or_else(|| anyhow!("expected a thread such as `anthropics/claude-code#123`"))
}

fn known_tool<'l>(library: &'l Library, key: &str) -> Result<&'l Tool> {
    let Some(tool) = library.tools.get(key) else {
        let known: Vec<&str> = library.tools.iter().map(|(key, _)| key.as_str()).collect();
        let hint = nearest(key, known.iter().copied()).map_or_else(
            || format!("known are {}", known.join(", ")),
            |meant| format!("did you mean `{meant}`?"),
        );
        bail!("content/tools.yaml has no tool `{key}`; {hint}");
    };
    Ok(tool)
}

/// The line that names the error: the last that says so, else the first.
fn main_line(text: &str) -> &str {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let says = |line: &&str| {
        let lower = line.to_lowercase();
        ["error", "failed", "cannot", "fatal", "denied"]
            .iter()
            .any(|word| lower.contains(word))
    };
    text.lines()
        .map(str::trim)
        .rfind(says)
        .or_else(|| lines.next())
        .unwrap_or("")
}

/// At most eight words of the text.
fn short_slug(line: &str) -> String {
    slugify(line)
        .split('-')
        .take(8)
        .collect::<Vec<_>>()
        .join("-")
}

/// What is there already for this text: the writer may want to add to it instead.
fn near(pages: &FoundPages) -> String {
    let rows = pages
        .matches
        .iter()
        .take(3)
        .map(|page| format!("\n  {}  {}", page.entry, printable(&page.title)));
    let rows: String = rows.collect();
    match (rows.is_empty(), pages.confident) {
        (true, _) => "no entry is near this text".to_owned(),
        (false, true) => format!("an entry matches this text already; add to it instead?{rows}"),
        (false, false) => format!("the nearest entries:{rows}"),
    }
}

fn scaffold(id: &EntryId, tool: &str, line: &str, text: &str) -> String {
    let title: String = format!("{tool}: \"{line}\"").chars().take(120).collect();
    let mut out =
        String::from("# yaml-language-server: $schema=../../../.fixbook/schema/entry.json\n");
    let _ = write!(
        out,
        "# What is commented out may stay so. `fixbook check` says what is missing, `fixbook serve` shows the page.\n\
         title: {}\ntool: {}\nstate: draft                  # remove this line to publish\n\
         summary:                      # one sentence for search results, at most 200 characters\n\
         signatures:                   # the text as printed; <*> stands for what varies\n  - {}\n",
        quoted(&title),
        id.tool(),
        quoted(line)
    );
    if text.lines().count() > 1 {
        out.push_str(
            "samples:                      # real outputs that must find this page first\n  - |\n",
        );
        for line in text.lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
    out.push_str(REST);
    out
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

const REST: &str = "\
# status: unknown             # open, workaround, fixed, by-design
# quick_fix:                  # one line, shown first
meaning:                      # what this error means
# why:                        # why it happens
causes:                       # or `cause_unknown: true`
  # - id: token-expired       # a name that checks point to; needed as soon as there are two causes
  #   claim: What is wrong.
  #   owner: you              # you, vendor, provider, network
  #   tell: How to recognise it.
  #   evidence: docs          # keys of sources; with one source, claims cite it by themselves
fixes:                        # or `no_known_fix: true` with `escalate:`
  # - do: What to do, with `commands` in backticks.
  #   kind: fix               # fix, workaround, mitigation
  #   effect: write           # read, write, destructive
  #   undo: How to take it back.
  #   confirm: How to see that it worked.
# checks:                     # what tells several causes apart
#   - ask: A question the reader can answer, or `run:` with a command and its `effect:`
#     expect:
#       - {see: what is seen, means: what it means, points_to: token-expired}
# steps: []                   # step-by-step troubleshooting
# prevention: []
# not_this:                   # look-alikes
#   - {text: How it differs., see: tool/other-entry}
# escalate: {to: whom to ask, url: 'https://…', collect: [what to collect]}
sources:
  # docs: https://…           # an address, or a thread: owner/repo#123
# evidence_note:              # what was checked, and what was not
# faq:
#   - {q: A question?, a: Its answer.}
# related: []
# asked_as: []                # how people describe it without the message; searched, not shown
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_names_the_error_is_the_signature() {
        assert_eq!(
            main_line("npm start\n\nError: EADDRINUSE :::3000\n    at Server.listen"),
            "Error: EADDRINUSE :::3000"
        );
        assert_eq!(main_line("just words\nmore"), "just words");
    }

    #[test]
    fn a_scaffold_is_a_draft_without_errors() {
        use crate::entry::EntryFile;
        use crate::finding::Report;
        use crate::source::{RelPath, SourceFile};
        use crate::yaml::{Context, parse};

        let id = EntryId::parse("a/b").unwrap();
        let text = scaffold(&id, "Tool's", "it's: 'bad'", "line\nit's: 'bad'");
        let file = SourceFile {
            path: RelPath::new("x.yaml"),
            text,
        };
        let mut report = Report::default();
        let node = parse(&file, &mut report).unwrap();
        let entry = EntryFile::decode_entry(
            &node,
            &mut Context {
                file: &file.path,
                report: &mut report,
            },
        );
        assert!(!report.has_errors(), "{report:?}");
        assert_eq!(entry.unwrap().signatures[0].text, "it's: 'bad'");
    }
}
