//! All integration tests, in one binary.

mod github;
mod mask;
mod support;
