//! `fixbook explain <entry>`: a page in the terminal, coloured and paged.

use anyhow::{Result, bail};
use clap::Args;

use super::place::Place;
use super::ui::{Ui, printable};
use super::{Common, Format, Status};
use crate::finding::human::Colour;
use crate::finding::suggest::nearest;
use crate::lookup::Lookup;
use crate::name::EntryId;
use crate::text::Log;

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The address: `<tool>/<slug>`
    entry: String,
    #[command(flatten)]
    place: Place,
}

/// Shows the page.
pub(super) fn run(args: &ExplainArgs, common: &Common, ui: &mut Ui) -> Result<Status> {
    let lookup = args.place.open(common)?;
    let Some(id) = EntryId::parse(args.entry.trim_matches('/')) else {
        bail!(
            "`{}` is not an address; expected `<tool>/<slug>`",
            args.entry
        );
    };
    if ui.format() == Format::Json {
        let Some(entry) = lookup.entry(&id)? else {
            bail!("{}", missing(lookup.as_ref(), &id))
        };
        ui.result(&format!("{}\n", serde_json::to_string_pretty(&entry)?));
        return Ok(Status::Ok);
    }
    let Some(page) = lookup.page(&id)? else {
        bail!("{}", missing(lookup.as_ref(), &id))
    };
    if let Some(note) = lookup.note() {
        ui.say(&format!("note: {note}"));
    }
    let page = printable(&page);
    match ui.colour() {
        Colour::Plain => ui.result(&page),
        Colour::Styled => ui.page(&painted(&page)),
    }
    Ok(Status::Ok)
}

fn missing(lookup: &dyn Lookup, id: &EntryId) -> String {
    let near = lookup
        .find(Log::of(&id.slug().replace('-', " ")))
        .map(|found| found.matches)
        .unwrap_or_default();
    let near: Vec<&str> = near.iter().map(|page| page.entry.as_str()).collect();
    let meant = nearest(id.as_str(), near.iter().copied()).or(near.first().copied());
    let hint = meant
        .map(|meant| format!("; did you mean `{meant}`?"))
        .unwrap_or_default();
    format!("there is no entry `{id}`{hint}")
}

/// Markdown with its structure painted: headings, quotes, code.
fn painted(page: &str) -> String {
    let mut out = String::with_capacity(page.len() * 2);
    let mut code = false;
    for line in page.lines() {
        let fence = line.trim_start().starts_with("```");
        let style = match line {
            _ if fence => "2",
            _ if code => "36",
            _ if line.starts_with("# ") => "1;4",
            _ if line.starts_with('#') => "1",
            _ if line.starts_with('>') => "2;3",
            _ => "",
        };
        code ^= fence;
        match style {
            "" => out.push_str(&inline(line)),
            style => out.push_str(&format!("\u{1b}[{style}m{line}\u{1b}[0m")),
        }
        out.push('\n');
    }
    out
}

/// Inline code and strong text painted.
fn inline(line: &str) -> String {
    let paint = |line: String, mark: &str, style: &str| {
        let parts: Vec<&str> = line.split(mark).collect();
        if parts.len().is_multiple_of(2) {
            return line;
        }
        let parts = parts.iter().enumerate().map(|(at, part)| {
            if at.is_multiple_of(2) {
                (*part).to_owned()
            } else {
                format!("\u{1b}[{style}m{part}\u{1b}[0m")
            }
        });
        parts.collect()
    };
    paint(paint(line.to_owned(), "**", "1"), "`", "36")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_backtick_stays_as_it_is() {
        assert_eq!(inline("a ` b"), "a ` b");
        assert_eq!(inline("a `b` c"), "a \u{1b}[36mb\u{1b}[0m c");
    }
}
