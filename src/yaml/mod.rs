//! YAML to values: the only place that knows YAML exists. Text becomes a tree of [`Node`]s that
//! know their bytes; types decode themselves from nodes, reporting every fault and not the first;
//! the same declarations give the JSON Schema.

mod decode;
mod emit;
mod keys;
mod locate;
mod node;
mod parse;
mod read_back;
mod record;
mod scalar;
mod schema;
mod syntax;
mod word;

pub use decode::{Context, Decode, decode_file, decode_text, read_fault};
pub use emit::{block, flow_list, flow_map, scalar};
pub use keys::{Keys, decode_map};
pub use locate::locate;
pub use node::{Node, Pair, Value};
pub use parse::parse;
pub(crate) use read_back::read_back;
pub(crate) use record::record;
pub use record::{key_name, long_form};
pub use scalar::Day;
pub(crate) use scalar::parsed;
pub use schema::{Defs, ObjectSchema, Presence};
pub use word::word_of;
pub(crate) use word::words;

use crate::finding::Code;

/// The file cannot be read.
pub const UNREADABLE_FILE: Code = Code("unreadable-file");
/// The file is larger than any entry can be.
pub const FILE_TOO_LARGE: Code = Code("file-too-large");
/// The file is not UTF-8.
pub const NOT_UTF8: Code = Code("not-utf8");
/// The file is empty.
pub const EMPTY_FILE: Code = Code("empty-file");
/// The text is not YAML.
pub const YAML_SYNTAX: Code = Code("yaml-syntax");
/// The file nests or repeats more than any content can.
pub const YAML_TOO_COMPLEX: Code = Code("yaml-too-complex");
/// A key stands twice in one map.
pub const DUPLICATE_KEY: Code = Code("duplicate-key");
/// A key that this kind of file does not have.
pub const UNKNOWN_KEY: Code = Code("unknown-key");
/// A key that must be there is not.
pub const MISSING_KEY: Code = Code("missing-key");
/// A list stands where a map or a text is needed, or the like.
pub const WRONG_FORM: Code = Code("wrong-form");
/// A value outside its words, range or grammar.
pub const BAD_VALUE: Code = Code("bad-value");
