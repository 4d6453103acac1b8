//! fixbook builds a troubleshooting knowledge base as a static site: one page per error, every
//! claim tied to evidence, and a search that finds the page for a pasted error or a whole log.
//!
//! # From content to a site
//!
//! [`library`] walks `content/`; [`yaml`] turns each file into a tree that knows its bytes, and the
//! types of [`config`], [`tools`], [`entry`] and [`evidence`] decode themselves from it, so that one
//! run reports every fault of every file as a [`finding`]. [`check`] asks each of its rules what no
//! single field can know, and decides which entries pass the gate. [`page`] joins an entry with its
//! threads and relatives into a view; [`site`] writes the same entries into the index of the
//! [`matcher`], which answers in the browser, the terminal and for agents; [`site`] renders views
//! through the [`theme`] and hands every page to a [`sink`] as soon as it is made. [`live`] keeps a
//! knowledge base open, follows its files and makes single pages. From the library
//! to the sink everything is a function of its arguments: no clock, no environment, no network.
//!
//! [`github`] is the only module that talks to GitHub; [`import`] turns its threads into evidence
//! and drafts. [`cli`] has one file per command and is the only one that prints.
//!
//! # Layers
//!
//! A module uses modules on earlier lines only; a test holds it.
//!
//! ```text
//! 0  source  text  mask  markdown  memo  fetch      nothing of ours
//! 1  finding  matcher  sink                  source; text; memo
//! 2  yaml  theme
//! 3  name
//! 4  tools  config  evidence  github
//! 5  entry
//! 6  library
//! 7  claim
//! 8  check  page  import
//! 9  site
//! 10 live
//! 11 serve  lookup
//! 12 mcp
//! 13 cli
//! ```
//!
//! # Where to add
//!
//! - a rule: one `.rs` and one `.md` in `check/`, and its line in `check::RULES`;
//! - a key of an entry: its line in `entry`; decoding and schema follow from it;
//! - a page: a view in `page/`, a template, and its line in `site`;
//! - a command: one file in `cli/` and its line in `cli::Command`;
//! - an asset: a file in `static/`.

pub mod check;
pub mod claim;
pub mod cli;
pub mod config;
pub mod entry;
pub mod evidence;
pub mod fetch;
pub mod finding;
pub mod github;
pub mod import;
pub mod library;
pub mod live;
pub mod lookup;
pub mod markdown;
pub mod mask;
pub mod matcher;
pub mod mcp;
pub mod memo;
pub mod name;
pub mod page;
pub mod serve;
pub mod sink;
pub mod site;
pub mod source;
pub mod text;
pub mod theme;
pub mod tools;
pub mod yaml;
