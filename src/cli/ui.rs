//! The only printer: standard output, standard error, colour, progress.
//!
//! Results go to standard output, everything else to standard error. Text that comes from content,
//! evidence or a server is stripped of control characters before it reaches a terminal.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

use anyhow::Error;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Common, Format};
use crate::finding::human::Colour;
use crate::finding::{Located, github, human, json, sarif, short};

/// Columns of what is no terminal.
const PIPED: usize = 100;

/// Where a command's words go.
#[derive(Debug, Clone)]
pub struct Ui {
    format: Format,
    quiet: bool,
    colour: Colour,
}

impl Ui {
    /// As the common flags and the terminal say.
    pub fn new(common: &Common) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
            || !std::io::stdout().is_terminal();
        let colour = if plain { Colour::Plain } else { Colour::Styled };
        Self {
            format: common.format,
            quiet: common.quiet,
            colour,
        }
    }

    /// How results are printed.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Whether standard output shows colour.
    pub fn colour(&self) -> Colour {
        self.colour
    }

    /// How many columns standard output has; of a file or a pipe, as many as read well.
    pub fn columns(&self) -> usize {
        let size = terminal_size::terminal_size_of(std::io::stdout());
        size.map_or(PIPED, |(width, _)| usize::from(width.0))
    }

    /// Prints a result, as it is.
    pub fn result(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        // A closed pipe (`fixbook find … | head -1`) is no error of ours.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Prints a long result through the user's pager, or as it is where there is none.
    pub fn page(&self, text: &str) {
        let pager = std::env::var("PAGER")
            .ok()
            .filter(|pager| !pager.trim().is_empty());
        let pager = pager.unwrap_or_else(|| "less -R -F -X".to_owned());
        let mut words = pager.split_whitespace();
        let program = words.next().unwrap_or("less");
        let child = Command::new(program)
            .args(words)
            .env("LESSCHARSET", "utf-8")
            .stdin(Stdio::piped())
            .spawn();
        let Ok(mut child) = child else {
            return self.result(text);
        };
        if let Some(mut input) = child.stdin.take() {
            // Whoever leaves the pager early has read enough.
            let _ = input.write_all(text.as_bytes());
        }
        let _ = child.wait();
    }

    /// Says something about the run, unless told to be quiet.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            Self::to_stderr(text);
        }
    }

    /// Says what went wrong, with its causes.
    pub fn error(&self, error: &Error) {
        let mut text = format!("error: {error}");
        for cause in error.chain().skip(1) {
            text.push_str("\n  because: ");
            text.push_str(&cause.to_string());
        }
        Self::to_stderr(&text);
    }

    fn to_stderr(text: &str) {
        let mut err = std::io::stderr().lock();
        let _ = writeln!(err, "{}", printable(text));
    }

    /// Prints findings in the format asked for. `entries` is how many were looked at, `rules` what
    /// SARIF says of each rule.
    pub fn findings(&self, located: &Located, entries: usize, rules: &[(&str, &str)]) {
        let text = match self.format {
            Format::Human => human::render(located, self.colour),
            Format::Short => short::render(located),
            Format::Json => json::render(located, entries),
            Format::Github => github::render(located),
            Format::Sarif => sarif::render(located, rules),
        };
        self.result(&text);
    }

    /// A progress bar, shown on a terminal once the work has taken a second.
    pub fn progress(&self, length: u64, what: &str) -> ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar =
            ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(8));
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        bar.set_message(what.to_owned());
        bar
    }
}

/// A text without control characters other than line breaks and tabs.
pub fn printable(text: &str) -> Cow<'_, str> {
    let hostile = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.contains(hostile) {
        Cow::Owned(text.chars().filter(|c| !hostile(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}
