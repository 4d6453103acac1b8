//! The vectors that the matcher and the browser's engine share: texts to lines and terms, whole queries to answers.
//!
//! `tests/vectors/*.json` are inputs and outputs in one; `SNAPSHOTS=overwrite cargo test vectors` writes the outputs anew.

use std::collections::BTreeMap;
use std::path::PathBuf;

use fixbook::matcher::{Document, Files, Index, Reader, search, search_all, write};
use fixbook::text;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Serialize, Deserialize)]
struct TextVector {
    text: String,
    lines: Value,
}

/// A text too long to be written out: lines that repeat, `#` being a running number in letters.
#[derive(Serialize, Deserialize)]
struct LongVector {
    parts: Vec<(usize, String)>,
    /// The first and the last number of each run of lines that are kept.
    kept: Vec<(u32, u32)>,
    left_out: u32,
}

#[derive(Serialize, Deserialize)]
struct QueryVectors {
    documents: Vec<DocumentVector>,
    queries: Vec<QueryVector>,
    /// The index over the documents, file by file.
    files: BTreeMap<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct DocumentVector {
    address: String,
    tool: String,
    title: String,
    summary: String,
    signatures: Vec<String>,
    #[serde(default)]
    samples: Vec<String>,
    #[serde(default)]
    asked_as: Vec<String>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    wrapper: bool,
}

#[derive(Serialize, Deserialize)]
struct QueryVector {
    text: String,
    answer: Value,
}

#[test]
fn texts_give_the_same_lines_and_terms() {
    let vectors: Vec<TextVector> = read("lines.json");
    let now: Vec<TextVector> = vectors
        .into_iter()
        .map(|vector| TextVector {
            lines: lines(&vector.text),
            text: vector.text,
        })
        .collect();
    compare("lines.json", &now);
}

#[test]
fn of_a_very_long_text_the_same_lines_are_kept() {
    let vectors: Vec<LongVector> = read("long.json");
    let now: Vec<LongVector> = vectors
        .into_iter()
        .map(|vector| {
            let log = text::Log::of(&long_text(&vector.parts));
            let mut kept: Vec<(u32, u32)> = Vec::new();
            for line in log.lines {
                match kept.last_mut() {
                    Some((_, last)) if line.number <= *last + 1 => *last = line.number,
                    _ => kept.push((line.number, line.number)),
                }
            }
            LongVector {
                kept,
                left_out: log.left_out,
                ..vector
            }
        })
        .collect();
    compare("long.json", &now);
}

fn long_text(parts: &[(usize, String)]) -> String {
    let letters = |number: usize| -> String {
        let digit = |place: u32| number / 26_usize.pow(place) % 26;
        (0..4)
            .map(|place| char::from(b"abcdefghijklmnopqrstuvwxyz"[digit(place)]))
            .collect()
    };
    let lines = parts.iter().flat_map(|(times, line)| {
        (0..*times).map(move |number| line.replace('#', &letters(number)))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn queries_give_the_same_answers_in_memory_and_over_shards() {
    let vectors: QueryVectors = read("queries.json");
    let index = index(&vectors.documents);
    let files = files(&index);
    let reader = Reader::open(Folder(files.clone())).expect("the manifest is there");
    let queries: Vec<QueryVector> = vectors
        .queries
        .into_iter()
        .map(|vector| {
            let answer = search(&index, &vector.text).expect("memory does not fail");
            let over_shards = search(&reader, &vector.text).expect("every shard is there");
            assert_eq!(answer, over_shards, "{}", vector.text);
            QueryVector {
                answer: answer_json(&answer),
                text: vector.text,
            }
        })
        .collect();
    let files = files
        .into_iter()
        .map(|(name, bytes)| {
            (
                name,
                serde_json::from_slice(&bytes).expect("shards are JSON"),
            )
        })
        .collect();
    compare(
        "queries.json",
        &QueryVectors {
            documents: vectors.documents,
            queries,
            files,
        },
    );
}

#[test]
fn pruning_loses_no_first_place() {
    let vectors: QueryVectors = read("queries.json");
    let index = index(&vectors.documents);
    for query in vectors.queries {
        let pruned = search(&index, &query.text).expect("memory does not fail");
        let full = search_all(&index, &query.text).expect("memory does not fail");
        let first = full.first().filter(|(score, _)| *score > 0);
        assert_eq!(
            pruned.matches.first().map(|found| found.address.as_str()),
            first.map(|(_, address)| address.as_str()),
            "{}",
            query.text
        );
    }
}

#[derive(Clone)]
struct Folder(BTreeMap<String, Vec<u8>>);

impl Files for Folder {
    fn fetch(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        anyhow::Context::context(self.0.get(name).cloned(), format!("no file `{name}`"))
    }
}

fn files(index: &Index) -> BTreeMap<String, Vec<u8>> {
    write(index).into_iter().collect()
}

fn index(documents: &[DocumentVector]) -> Index {
    let texts = |texts: &[String]| texts.iter().map(|text| text.clone().into()).collect();
    let documents: Vec<Document<'_>> = documents
        .iter()
        .map(|document| Document {
            address: document.address.as_str().into(),
            tool: document.tool.as_str().into(),
            title: document.title.as_str().into(),
            summary: document.summary.as_str().into(),
            signatures: texts(&document.signatures),
            samples: texts(&document.samples),
            asked_as: texts(&document.asked_as),
            body: document.body.as_str().into(),
            wrapper: document.wrapper,
            ..Document::default()
        })
        .collect();
    Index::build(&documents)
}

fn lines(source: &str) -> Value {
    let line = |line: &text::Line| {
        let atoms: Vec<Value> = line
            .atoms
            .iter()
            .map(|atom| json!([atom.start, atom.end, atom.folded]))
            .collect();
        let terms: Vec<Value> = text::terms(&line.atoms)
            .into_iter()
            .map(|term| json!([term.text, term.atom, term.shape]))
            .collect();
        json!({"number": line.number, "text": line.text, "level": format!("{:?}", line.level), "atoms": atoms, "terms": terms})
    };
    text::lines(source).iter().map(line).collect()
}

fn answer_json(answer: &fixbook::matcher::Answer) -> Value {
    let matches: Vec<Value> = answer
        .matches
        .iter()
        .map(|found| {
            let why: Vec<Value> = found
                .why
                .iter()
                .map(|why| json!({"line": why.line, "text": why.text, "signature": why.signature, "words": why.words, "captured": why.captured, "captured_at": why.captured_at}))
                .collect();
            json!({"address": found.address, "tool": found.tool, "score": found.score, "why": why})
        })
        .collect();
    json!({"confident": answer.confident, "matches": matches, "unknown_words": answer.unknown_words, "left_out": answer.left_out})
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors")
        .join(name)
}

fn read<T: for<'a> Deserialize<'a>>(name: &str) -> T {
    let text = std::fs::read_to_string(path(name)).expect("the vectors are in the repository");
    serde_json::from_str(&text).expect("the vectors have their form")
}

fn compare<T: Serialize>(name: &str, now: &T) {
    let mut text = serde_json::to_string_pretty(now).expect("vectors are JSON");
    text.push('\n');
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(path(name), &text).expect("the vectors can be written");
    }
    let stored = std::fs::read_to_string(path(name)).expect("the vectors are in the repository");
    assert!(
        stored == text,
        "{name} differs; see it with SNAPSHOTS=overwrite and git diff"
    );
}
