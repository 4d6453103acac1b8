//! What things are called: addresses of entries, threads, repositories and pages, each a type with
//! its grammar, so that a text is checked once and never mistaken for another.

mod address;
mod markdown_text;
mod thread_ref;
mod url;

pub use address::{EntryId, MAX_SLUG, Slug, is_slug, slugify};
pub use markdown_text::Markdown;
pub use thread_ref::{RepoName, ThreadRef};
pub use url::Url;
