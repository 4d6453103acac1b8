//! All integration tests, in one binary.

mod architecture;
mod docs;
mod github;
mod mask;
mod support;
