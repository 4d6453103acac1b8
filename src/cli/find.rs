//! `fixbook find [TEXT]`: finds the page for an error or a log.

use std::io::{BufRead, ErrorKind, IsTerminal, Read};

use anyhow::{Context, Result};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::picture::Picture;
use super::place::Place;
use super::ui::{Ui, printable};
use super::{Common, Format, Status};
use crate::lookup::{FoundPages, Lookup};
use crate::text::{Log, LogReader};

/// Bytes of a log that are read at a time.
const BLOCK: usize = 256 << 10;

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
    if let Some(note) = lookup.note() {
        ui.say(&format!("note: {note}"));
    }
    match ui.format() {
        Format::Json => ui.result(&format!("{}\n", serde_json::to_string_pretty(&found)?)),
        Format::Short => ui.result(&short(&found)),
        _ => ui.result(
            &Picture {
                colour: ui.colour(),
                columns: ui.columns(),
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
