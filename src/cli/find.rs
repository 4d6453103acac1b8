//! `fixbook find [TEXT]`: finds the page for an error or a log.

use std::io::{BufRead, ErrorKind, IsTerminal, Read};

use anyhow::{Context, Result};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::place::Place;
use super::ui::{Ui, printable};
use super::{Common, Format, Status};
use crate::finding::human::Colour;
use crate::lookup::{FoundPage, FoundPages, Lookup, MatchedLine};
use crate::text::{Log, LogReader};

/// Bytes of a log that are read at a time.
const BLOCK: usize = 256 << 10;
/// Nearest pages shown where none matches.
const NEAREST: usize = 3;

/// Arguments of `find`.
#[derive(Debug, Args)]
pub(super) struct FindArgs {
    /// The error text; without it, standard input is read
    text: Vec<String>,
    /// Read JSON Lines `{"id","query"}` and print `{"id","ranked","confident"}` for each
    #[arg(long, conflicts_with = "text")]
    batch: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Deserialize)]
struct Query {
    id: serde_json::Value,
    query: String,
}

#[derive(Serialize)]
struct BatchRow {
    id: serde_json::Value,
    ranked: Vec<String>,
    confident: bool,
}

/// Finds it; status 0 for a confident match, 1 for none.
pub(super) fn run(args: &FindArgs, common: &Common, ui: &mut Ui) -> Result<Status> {
    if args.text.is_empty() && std::io::stdin().is_terminal() {
        ui.say("give the error text, or pipe a log into it:\n\n  fixbook find \"Credit balance is too low\"\n  npm run build 2>&1 | fixbook find");
        return Ok(Status::Failed);
    }
    let lookup = args.place.open(common)?;
    if args.batch {
        return batch(lookup.as_ref(), ui);
    }
    let log = if args.text.is_empty() {
        read(std::io::stdin().lock())?
    } else {
        Log::of(&args.text.join(" "))
    };
    let found = lookup.find(log)?;
    match ui.format() {
        Format::Json => ui.result(&format!("{}\n", serde_json::to_string_pretty(&found)?)),
        Format::Short => ui.result(&short(&found)),
        _ => ui.result(
            &Picture {
                colour: ui.colour(),
            }
            .draw(&found),
        ),
    }
    Ok(if found.confident {
        Status::Ok
    } else {
        Status::Findings
    })
}

/// Reads a log to its end, however long it is.
fn read(mut input: impl Read) -> Result<Log> {
    let mut log = LogReader::default();
    let mut block = vec![0; BLOCK];
    loop {
        match input.read(&mut block) {
            Ok(0) => return Ok(log.finish()),
            Ok(length) => log.push(&block[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error).context("cannot read standard input"),
        }
    }
}

fn batch(lookup: &dyn Lookup, ui: &Ui) -> Result<Status> {
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.context("cannot read standard input")?;
        if line.trim().is_empty() {
            continue;
        }
        let query: Query = serde_json::from_str(&line)
            .with_context(|| format!("line {} is not {{\"id\", \"query\"}}", number + 1))?;
        let found = lookup.find(Log::of(&query.query))?;
        let ranked = found.matches.into_iter().map(|page| page.entry).collect();
        let row = BatchRow {
            id: query.id,
            ranked,
            confident: found.confident,
        };
        ui.result(&format!("{}\n", serde_json::to_string(&row)?));
    }
    Ok(Status::Ok)
}

fn short(found: &FoundPages) -> String {
    let rows = found.matches.iter().map(|page| {
        format!(
            "{:.3} {} {}\n",
            page.score,
            page.entry,
            printable(&page.title)
        )
    });
    rows.collect()
}

/// Draws an answer for people.
struct Picture {
    colour: Colour,
}

impl Picture {
    fn draw(&self, found: &FoundPages) -> String {
        let mut text = String::new();
        if found.confident {
            let (best, others) = found
                .matches
                .split_first()
                .expect("a confident answer has a match");
            text.push_str(&self.page(best));
            if !others.is_empty() {
                text.push_str(&format!("\n{}\n", self.dim("also near:")));
                others
                    .iter()
                    .take(NEAREST)
                    .for_each(|page| text.push_str(&self.row(page)));
            }
        } else if found.matches.is_empty() {
            text.push_str("no page matches\n");
        } else {
            text.push_str("no page matches; nearest are\n");
            found
                .matches
                .iter()
                .take(NEAREST)
                .for_each(|page| text.push_str(&self.row(page)));
        }
        if !found.unknown_words.is_empty() && !found.confident {
            let words: Vec<_> = found
                .unknown_words
                .iter()
                .take(8)
                .map(|word| printable(word))
                .collect();
            text.push_str(&format!(
                "\n{} {}\n",
                self.dim("not known here:"),
                words.join(", ")
            ));
        }
        if found.left_out > 0 {
            text.push_str(&format!(
                "\n{} {} of the middle\n",
                self.dim("lines not looked at:"),
                found.left_out
            ));
        }
        text
    }

    fn page(&self, page: &FoundPage) -> String {
        let mut text = format!("{}\n", self.bold(&printable(&page.title)));
        if let Some(why) = page.why.first() {
            text.push_str(&self.why(why));
        }
        if let Some(fix) = &page.quick_fix {
            text.push_str(&format!(
                "\n  {} {}\n",
                self.accent("quick fix:"),
                printable(fix)
            ));
        }
        if page.state == "stub" {
            text.push_str("\n  this page is not finished yet\n");
        }
        text.push_str(&format!("\n  {}\n", printable(&page.url)));
        text
    }

    /// The line, underlined where it matched, and the signature below it.
    fn why(&self, why: &MatchedLine) -> String {
        let number = why.line.to_string();
        let gap = " ".repeat(number.len());
        let line: String = printable(why.text.trim()).chars().take(160).collect();
        let mut text = format!("\n {} {line}\n", self.dim(&format!("{number} |")));
        text.push_str(&format!(
            " {} {}\n",
            self.dim(&format!("{gap} = matches")),
            printable(&why.signature)
        ));
        let captured: Vec<_> = why
            .captured
            .iter()
            .filter(|part| !part.trim().is_empty())
            .map(|part| format!("`{}`", printable(part.trim())))
            .collect();
        if !captured.is_empty() {
            text.push_str(&format!(
                " {} {}\n",
                self.dim(&format!("{gap} = with")),
                captured.join(", ")
            ));
        }
        text
    }

    fn row(&self, page: &FoundPage) -> String {
        format!("  {}  {}\n", page.entry, self.dim(&printable(&page.title)))
    }

    fn style(&self, code: &str, text: &str) -> String {
        match self.colour {
            Colour::Styled => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Colour::Plain => text.to_owned(),
        }
    }

    fn bold(&self, text: &str) -> String {
        self.style("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.style("2", text)
    }

    fn accent(&self, text: &str) -> String {
        self.style("1;32", text)
    }
}
