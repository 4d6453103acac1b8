//! The command line: one file per command, each with its arguments and a `run`. Commands return a
//! [`Status`]; only [`ui`] prints.

mod build;
mod check;
mod completions;
mod explain;
mod find;
mod import;
mod init;
mod mcp;
mod mv;
mod new;
mod picture;
mod place;
mod root;
mod schema;
mod serve;
pub mod ui;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum};

use self::ui::Ui;

/// How a run ended; the exit statuses are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 0: done; a confident match.
    Ok,
    /// 1: findings of severity error; no confident match.
    Findings,
    /// 2: it could not be done.
    Failed,
    /// 3: an import stopped early by a rate limit, with everything so far kept.
    RateLimited,
}

/// Builds a troubleshooting knowledge base as a static site: one page per error, every claim with
/// its evidence, and a search that takes a whole log.
#[derive(Debug, Parser)]
#[command(
    name = "fixbook",
    version,
    max_term_width = 100,
    propagate_version = true
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The knowledge base: the folder that holds fixbook.yaml [default: the nearest one up from here]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// How results are printed
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Print nothing but results and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// One line each
    Short,
    /// One JSON object with `"version": 1`
    Json,
    /// Annotations of a GitHub Actions run (check)
    Github,
    /// SARIF 2.1.0 for code scanning (check)
    Sarif,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start a knowledge base in a folder
    Init(init::InitArgs),
    /// Start an entry from an error text
    New(new::NewArgs),
    /// Build the site
    Build(build::BuildArgs),
    /// Serve the site on this machine, reloading as you write
    Serve(serve::ServeArgs),
    /// Say everything that is wrong with the content, at its place
    Check(check::CheckArgs),
    /// Turn GitHub issues into evidence, matched to entries
    Import(import::ImportArgs),
    /// Find the page for an error or a log
    Find(find::FindArgs),
    /// Show a page in the terminal
    Explain(explain::ExplainArgs),
    /// Serve the knowledge base to coding agents (Model Context Protocol)
    Mcp(mcp::McpArgs),
    /// Print the JSON Schema of a kind of file
    Schema(schema::SchemaArgs),
    /// Move an entry, keeping its old address as an alias
    Mv(mv::MvArgs),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs),
}

/// Runs the program with these arguments and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // clap prints help and version to stdout, mistakes to stderr; a closed pipe is no reason to fail.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let mut ui = Ui::new(&cli.common);
    let status = dispatch(cli, &mut ui).unwrap_or_else(|error| {
        ui.error(&error);
        Status::Failed
    });
    ExitCode::from(match status {
        Status::Ok => 0,
        Status::Findings => 1,
        Status::Failed => 2,
        Status::RateLimited => 3,
    })
}

fn dispatch(cli: Cli, ui: &mut Ui) -> Result<Status> {
    match cli.command {
        Command::Build(args) => build::run(&args, &cli.common, ui),
        Command::Check(args) => check::run(&args, &cli.common, ui),
        Command::Import(args) => import::run(&args, &cli.common, ui),
        Command::Serve(args) => serve::run(&args, &cli.common, ui),
        Command::Find(args) => find::run(&args, &cli.common, ui),
        Command::Explain(args) => explain::run(&args, &cli.common, ui),
        Command::Mcp(args) => mcp::run(&args, &cli.common),
        Command::Init(args) => init::run(&args, ui),
        Command::New(args) => new::run(&args, &cli.common, ui),
        Command::Schema(args) => schema::run(&args, ui),
        Command::Mv(args) => mv::run(&args, &cli.common, ui),
        Command::Completions(args) => Ok(completions::run(&args, ui)),
    }
}
