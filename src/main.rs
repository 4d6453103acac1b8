//! The `fixbook` program: parses its arguments, runs, exits.

use std::process::ExitCode;

/// Entries, views and pages are many small texts, made on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    fixbook::cli::run(std::env::args_os())
}
