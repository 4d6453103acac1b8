//! All integration tests, in one binary.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod architecture;
mod build;
mod docs;
mod find;
mod github;
mod import;
mod incremental;
mod interrupted;
mod links;
mod lookup;
mod mask;
mod published;
mod release;
mod robust;
mod schema;
mod serve;
mod support;
mod vectors;
