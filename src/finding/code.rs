//! The code of a finding: the name of its rule, its page and its test.

use std::fmt;

use serde::Serialize;

/// A rule's name: kebab-case, names the bad thing, reads after "allow".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
