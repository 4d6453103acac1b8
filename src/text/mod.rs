//! From any pasted text to lines of atoms, the ground the matcher stands on.
//!
//! Cleans what terminals add, rejoins hard-wrapped lines, masks what varies and splits the rest into atoms with positions
//! in code points. What counts as a letter, a mask or a wrapper is data (`rules.json`), shared with the browser's engine.
//! It knows nothing of entries, weights of words or ranking.

mod alike;
mod atom;
mod clean;
mod level;
mod line;
mod log;
mod mask;
mod rules;
mod select;
mod term;
mod wrap;

pub use alike::{Alike, alike};
pub use atom::{Atom, Word, atoms};
pub use clean::is_plain;
pub use level::{Level, is_wrapper};
pub use line::{Line, each_line, lines};
pub use log::{Log, LogReader};
pub use rules::{RULES_JSON, fold, is_word};
pub use term::{Form, Term, each_term, plain_word, stem, terms};
