//! The `fixbook` program: parses its arguments, runs, exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    fixbook::cli::run(std::env::args_os())
}
