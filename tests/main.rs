//! All integration tests, in one binary.

mod architecture;
mod github;
mod mask;
mod support;
