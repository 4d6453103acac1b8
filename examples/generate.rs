//! Writes a synthetic knowledge base: `cargo run --release --example generate -- DIR ENTRIES`.

#[path = "../benches/corpus.rs"]
mod corpus;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(entries)) = (
        arguments.next(),
        arguments.next().and_then(|text| text.parse().ok()),
    ) else {
        return Err(std::io::Error::other("usage: generate DIR ENTRIES"));
    };
    corpus::write(Path::new(&folder), entries)
}
