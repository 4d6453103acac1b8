//! `fixbook completions <shell>`: a completion script for a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::ui::Ui;
use super::{Cli, Status};

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(args: &CompletionsArgs, ui: &mut Ui) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "fixbook", &mut script);
    ui.result(&String::from_utf8_lossy(&script));
    Status::Ok
}
