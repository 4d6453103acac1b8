//! x

pub mod mask;
