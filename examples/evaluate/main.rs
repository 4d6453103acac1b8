//! Measures the matcher: `cargo run --release --example evaluate -- DIR [KNOWLEDGE BASE]` reads `DIR/entries.jsonl` (`slug`, `title`,
//! `tool`, `signatures`, `summary`, `body`) and `DIR/dev.jsonl` (`id`, `query`, `gold`, `kind`) and prints, for each kind, how often the
//! right page is first, among the first three, and answered with confidence; how long a search takes; and what the first query of
//! a reader downloads. With a knowledge base (see the example `generate`) its entries stand beside the others.
#![allow(clippy::print_stdout, reason = "an example prints its result")]

mod download;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use fixbook::library::{self, Library};
use fixbook::matcher::{Document, Index, search};
use serde::Deserialize;

#[derive(Deserialize)]
struct Entry {
    slug: String,
    title: String,
    tool: String,
    signatures: Vec<String>,
    summary: String,
    body: String,
}

#[derive(Deserialize)]
struct Query {
    #[serde(rename = "query")]
    text: String,
    gold: Vec<String>,
    kind: String,
}

/// Counts of one kind of query.
#[derive(Default)]
struct Tally {
    all: usize,
    first: usize,
    third: usize,
    sure_right: usize,
    sure_wrong: usize,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("give the folder of the data")?;
    let entries: Vec<Entry> = read(&Path::new(&folder).join("entries.jsonl"))?;
    let queries: Vec<Query> = read(&Path::new(&folder).join("dev.jsonl"))?;
    let beside = arguments
        .next()
        .map(|root| Library::load(Path::new(&root)))
        .transpose()?
        .map(|loaded| loaded.library);
    let mut documents: Vec<Document<'_>> = entries.iter().map(document).collect();
    if let Some(library) = &beside {
        let others = library.entries.iter();
        documents.extend(others.map(|entry| library::document(entry, &library.tools, "published")));
    }
    let index = Index::build(&documents);
    println!("{} entries\n", documents.len());
    rank(&index, &queries)?;
    download::print(&index, queries.iter().map(|query| query.text.as_str()))
}

fn rank(index: &Index, queries: &[Query]) -> Result<()> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut times: Vec<Duration> = Vec::new();
    for query in queries {
        let begun = Instant::now();
        let answer = search(index, &query.text)?;
        times.push(begun.elapsed());
        let is_gold = |address: &str| {
            let slug = address.rsplit('/').next().unwrap_or_default();
            query.gold.iter().any(|gold| gold == slug)
        };
        let place = answer
            .matches
            .iter()
            .position(|found| is_gold(&found.address));
        let tally = tallies.entry(&query.kind).or_default();
        let right = place == Some(0);
        tally.all += 1;
        tally.first += usize::from(right);
        tally.third += usize::from(place.is_some_and(|place| place < 3));
        tally.sure_right += usize::from(answer.confident && right);
        tally.sure_wrong += usize::from(answer.confident && !right);
    }
    println!("kind    queries  first  in three  sure and right  sure and wrong");
    for (kind, tally) in &tallies {
        println!(
            "{kind:<7} {:>7} {:>6} {:>9} {:>15} {:>15}",
            tally.all, tally.first, tally.third, tally.sure_right, tally.sure_wrong
        );
    }
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get(times.len() * share / 100)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "\na search takes {:.1?} (median), {:.1?} (p95)",
        at(50),
        at(95)
    );
    Ok(())
}

fn document(entry: &Entry) -> Document<'_> {
    Document {
        address: format!("{}/{}", entry.tool, entry.slug).into(),
        tool: entry.tool.as_str().into(),
        title: entry.title.as_str().into(),
        summary: entry.summary.as_str().into(),
        body: entry.body.as_str().into(),
        signatures: entry
            .signatures
            .iter()
            .map(|text| text.as_str().into())
            .collect(),
        ..Document::default()
    }
}

fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    text.lines()
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}
