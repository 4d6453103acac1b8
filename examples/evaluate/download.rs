//! What the first query of a reader downloads: the shards it reads, as GitHub Pages sends them (gzip, level 6).

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Mutex;

use anyhow::{Context, Result};
use fixbook::matcher::{Files, Index, MANIFEST, RANK_JSON, Reader, search, write};
use fixbook::text::RULES_JSON;
use flate2::{Compression, write::GzEncoder};

/// The files of an index, and which of them were asked for.
struct Asked {
    files: BTreeMap<String, Vec<u8>>,
    names: Mutex<Vec<String>>,
}

impl Files for &Asked {
    fn fetch(&self, name: &str) -> Result<Vec<u8>> {
        let mut names = self.names.lock().expect("no holder panics");
        names.push(name.to_owned());
        self.files.get(name).cloned().context("no such file")
    }
}

/// Prints bytes and files of a first query, for each of `queries` from an empty cache. The round trips are three: the manifest with
/// the rules and the ranking, the term shards, the card shards.
pub(crate) fn print<'q>(index: &Index, queries: impl Iterator<Item = &'q str>) -> Result<()> {
    let asked = Asked {
        files: write(index).into_iter().collect(),
        names: Mutex::default(),
    };
    let fixed = [
        sent(&asked.files[MANIFEST])?,
        sent(RANK_JSON.as_bytes())?,
        sent(RULES_JSON.as_bytes())?,
    ];
    let mut columns: [Vec<usize>; 4] = Default::default();
    for query in queries {
        let reader = Reader::open(&asked)?;
        search(&reader, query)?;
        let names = std::mem::take(&mut *asked.names.lock().expect("no holder panics"));
        let (mut terms, mut cards) = (0, 0);
        for name in &names {
            let bytes = sent(&asked.files[name])?;
            match name.as_bytes()[0] {
                b't' => terms += bytes,
                b'c' => cards += bytes,
                _ => {}
            }
        }
        let all = fixed.iter().sum::<usize>() + terms + cards;
        for (column, value) in columns.iter_mut().zip([all, terms, cards, names.len() + 2]) {
            column.push(value);
        }
    }
    println!(
        "\na first query downloads (bytes, gzip; without the engine): manifest {}, ranking {}, rules {}, and",
        fixed[0], fixed[1], fixed[2]
    );
    println!("              median      p95      p99      max");
    for (name, mut column) in ["all", "term shards", "card shards", "files"]
        .iter()
        .zip(columns)
    {
        column.sort_unstable();
        let at = |share: usize| column.get((column.len() * share / 100).min(column.len() - 1));
        println!(
            "{name:<11} {:>8} {:>8} {:>8} {:>8}",
            at(50).unwrap_or(&0),
            at(95).unwrap_or(&0),
            at(99).unwrap_or(&0),
            at(100).unwrap_or(&0)
        );
    }
    Ok(())
}

fn sent(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}
