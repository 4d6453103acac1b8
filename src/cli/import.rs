//! `fixbook import`: GitHub issues become evidence. Reads the environment and the clock for the importer, shows its
//! progress, and tells what was done.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use clap::Args;
use jiff::civil::Date;

use super::ui::Ui;
use super::{Common, Format, Status, root};
use crate::github::{Client, Patience, Progress, Settings, Timing};
use crate::import::{self, Drafts, Options, Scope, Summary, Waiting, Writing};
use crate::library::Library;
use crate::name::RepoName;

/// Arguments of `import`.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line; they become enums in `options`"
)]
pub(super) struct ImportArgs {
    /// Only this repository of fixbook.yaml (may be repeated)
    #[arg(long, value_name = "OWNER/NAME", value_parser = repo)]
    repo: Vec<RepoName>,
    /// Begin with what changed on this day, in place of where the last import ended
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// Look at so many changed threads of each repository at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Do everything but write
    #[arg(long)]
    dry_run: bool,
    /// Write a draft for each error that is worth one and has no entry
    #[arg(long)]
    drafts: bool,
    /// Write a report in Markdown, made to be the text of a pull request
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// List the errors without an entry, those with most reports first; asks GitHub nothing
    #[arg(long)]
    inbox: bool,
    /// Only fetch threads that entries cite and that have no file
    #[arg(long)]
    cited: bool,
    /// Keep running, with this pause between imports: 30m, 6h
    #[arg(long, value_name = "TIME", value_parser = duration)]
    every: Option<Duration>,
    /// Wait for rate limits as long as it takes (default)
    #[arg(long, conflicts_with_all = ["no_wait", "max_wait"])]
    wait: bool,
    /// Stop at a rate limit with everything so far kept, status 3
    #[arg(long, conflicts_with = "max_wait")]
    no_wait: bool,
    /// Wait for rate limits so long in all: 90s, 30m, 1h
    #[arg(long, value_name = "TIME", value_parser = duration)]
    max_wait: Option<Duration>,
}

/// Imports, once or again and again.
pub(super) fn run(args: &ImportArgs, common: &Common, ui: &mut Ui) -> Result<Status> {
    let root = root::find(common)?;
    if args.inbox {
        let waiting = import::inbox(&Library::load(&root)?.library);
        ui.result(&inbox(&waiting, ui.format())?);
        return Ok(Status::Ok);
    }
    let patience = match (args.no_wait, args.max_wait) {
        (true, _) => Patience::NoWait,
        (false, Some(most)) => Patience::UpTo(most),
        (false, None) => Patience::Wait,
    };
    let client = connect((!args.dry_run).then_some(root.as_path()), patience)?;
    listen(&client, ui);
    loop {
        let ended = once(&root, &client, args, ui);
        let Some(pause) = args.every else {
            return ended;
        };
        // A file that a person broke, or a full disk, may be mended by the next round.
        if let Err(error) = ended {
            ui.error(&error);
        }
        std::thread::sleep(pause);
        client.renew_patience(patience);
    }
}

/// A client with the address and the token of the environment, which remembers answers below `root`.
pub(super) fn connect(root: Option<&Path>, patience: Patience) -> Result<Client> {
    Ok(Client::new(&Settings {
        api_url: environment("GITHUB_API_URL")
            .unwrap_or_else(|| "https://api.github.com".to_owned()),
        token: environment("GITHUB_TOKEN"),
        cache: root.map(|root| root.join(".fixbook/github")),
        patience,
        timing: Timing::default(),
        mask: import::clean,
    })?)
}

/// Today, as evidence and drafts count days.
pub(super) fn today() -> Date {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
}

/// One import: done, told, reported.
fn once(root: &Path, client: &Client, args: &ImportArgs, ui: &Ui) -> Result<Status> {
    let summary = import::run(root, client, &options(args))?;
    tell(&summary, ui)?;
    if let Some(path) = &args.report {
        std::fs::write(path, import::report(&summary))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(status(&summary))
}

fn options(args: &ImportArgs) -> Options {
    Options {
        repos: args.repo.clone(),
        since: args.since,
        limit: args.limit,
        scope: if args.cited {
            Scope::Cited
        } else {
            Scope::Changes
        },
        writing: if args.dry_run {
            Writing::Nothing
        } else {
            Writing::Files
        },
        drafts: if args.drafts {
            Drafts::Write
        } else {
            Drafts::Leave
        },
        today: today(),
    }
}

fn status(summary: &Summary) -> Status {
    if summary.limited_until.is_some() {
        Status::RateLimited
    } else if summary.has_failures() {
        Status::Failed
    } else {
        Status::Ok
    }
}

/// Shows waits and retries as lines, and answers as a moving line on a terminal.
fn listen(client: &Client, ui: &Ui) {
    let line = ui.progress(0, "");
    let voice = ui.clone();
    line.set_style(
        indicatif::ProgressStyle::with_template("{msg}")
            .unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()),
    );
    client.listen(Box::new(move |progress| match progress {
        Progress::Answered { path, stats } => {
            let left = stats
                .remaining
                .map_or_else(String::new, |left| format!(", {left} left in this window"));
            line.set_message(
                super::ui::printable(&format!("{} requests{left}: {path}", stats.requests))
                    .into_owned(),
            );
        }
        Progress::Retrying { path, why } => {
            line.suspend(|| voice.say(&format!("asking again for {path}: {why}")));
        }
        Progress::Waiting { until, .. } => {
            line.suspend(|| voice.say(&format!("GitHub's rate limit: waiting until {until}")));
        }
    }));
}

fn tell(summary: &Summary, ui: &Ui) -> Result<()> {
    if ui.format() == Format::Json {
        ui.result(&format!("{}\n", serde_json::to_string_pretty(summary)?));
        return Ok(());
    }
    let mut text = String::new();
    for repo in &summary.repositories {
        let _ = writeln!(text, "{}: {} threads read", repo.repo, repo.fetched);
        if let Some(name) = &repo.renamed_to {
            let _ = writeln!(text, "  is called `{name}` now: change it in fixbook.yaml");
        }
        if let Some(error) = &repo.error {
            let _ = writeln!(text, "  not imported: {error}");
        }
    }
    for item in &summary.quarantined {
        let _ = writeln!(text, "left out {} {}: {}", item.repo, item.name, item.why);
    }
    for thread in &summary.missing {
        let _ = writeln!(
            text,
            "{thread} is cited by an entry, and GitHub does not have it"
        );
    }
    for file in &summary.broken {
        let _ = writeln!(
            text,
            "{file} cannot be read; nothing is drafted until it can"
        );
    }
    for entry in &summary.drafted {
        let _ = writeln!(text, "drafted content/errors/{entry}.yaml");
    }
    let budget = summary
        .rate_remaining
        .map_or_else(String::new, |left| format!(", {left} left in this window"));
    let _ = writeln!(
        text,
        "{} evidence files written, {} threads newly matched, {} skipped, {} errors without an entry; {} requests ({} free){budget}",
        summary.written,
        summary.matched,
        summary.skipped,
        summary.without_entry.len(),
        summary.requests,
        summary.not_modified,
    );
    if let Some(until) = summary.limited_until {
        let _ = writeln!(
            text,
            "stopped by GitHub's rate limit; everything so far is kept, go on after {until}"
        );
    }
    ui.result(&super::ui::printable(&text));
    Ok(())
}

fn inbox(waiting: &[Waiting], format: Format) -> Result<String> {
    if format == Format::Json {
        let json = serde_json::json!({"version": 1, "waiting": waiting});
        return Ok(format!("{}\n", serde_json::to_string_pretty(&json)?));
    }
    let mut text = String::new();
    for error in waiting {
        let short: String = error.error.chars().take(100).collect();
        let _ = writeln!(text, "{short}");
        let threads: Vec<&str> = error.threads.iter().take(4).map(String::as_str).collect();
        let more = error.threads.len().saturating_sub(threads.len());
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "  {} reporters, {} reactions: {}{more}",
            error.reporters,
            error.reactions,
            threads.join(", ")
        );
    }
    if waiting.is_empty() {
        text.push_str("no error waits for an entry\n");
    } else {
        let first = waiting
            .first()
            .and_then(|error| error.threads.first())
            .map_or("", String::as_str);
        let _ = writeln!(
            text,
            "\n{} errors; `fixbook import --drafts` drafts those worth one, such as {first}",
            waiting.len()
        );
    }
    Ok(super::ui::printable(&text).into_owned())
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
}

fn repo(text: &str) -> Result<RepoName> {
    RepoName::parse(text)
        .ok_or_else(|| anyhow!("expected a repository such as `anthropics/claude-code`"))
}

fn duration(text: &str) -> Result<Duration> {
    let wrong = || anyhow!("expected a time such as `90s`, `30m` or `6h`");
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?);
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86400,
        _ => return Err(wrong()),
    };
    Ok(Duration::from_secs(number.saturating_mul(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_a_unit() {
        assert_eq!(duration("6h").ok(), Some(Duration::from_hours(6)));
        assert!(duration("6").is_err() && duration("h").is_err() && duration("6w").is_err());
    }
}
