//! Threads of GitHub become evidence.

pub mod cluster;
pub mod extract;
mod template;
