//! A path of keys into a YAML file, as rules name places: `causes[1].evidence[0]`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    /// The value of this key.
    Key(String),
    /// The item at this place, from 0. On a single value where a list may stand, item 0 is the value itself.
    Item(usize),
}

/// A path of keys and items from the top of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct KeyPath(Vec<Step>);

impl KeyPath {
    /// The path to one key at the top.
    pub fn of(key: &str) -> Self {
        Self::default().key(key)
    }

    /// This path, then a key.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.to_owned()));
        self
    }

    /// This path, then an item, from 0.
    #[must_use]
    pub fn item(mut self, at: usize) -> Self {
        self.0.push(Step::Item(at));
        self
    }

    /// The steps in order.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item(item) => write!(f, "[{item}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_it_would_be_said() {
        let path = KeyPath::of("causes").item(1).key("evidence").item(0);
        assert_eq!(path.to_string(), "causes[1].evidence[0]");
    }
}
