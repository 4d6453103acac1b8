//! The only way to GitHub: asks for issues, comments, timelines, pull requests and releases, within its limits.
//! octocrab carries the requests; decoding, retries, limits and remembered answers are done here, because one
//! odd item must not cost a page, and one lost connection not a run. Nothing here knows what the texts mean.
//!
//! Calls block, and a run makes them one after the other: the limits ask for it, and results keep their order.

mod ask;
mod backoff;
mod body;
mod client;
mod error;
mod etag;
mod governor;
mod link;
mod model;
mod page;
mod release;
mod repo_path;
mod settings;
mod stats;
mod transport;
mod walk;

pub use ask::{Filter, Listing};
pub use client::Client;
pub use error::Error;
pub use model::{
    Comment, Event, EventSource, Issue, Mention, PullRequest, PullRequestLink, Reactions, Release,
    Repository,
};
pub use page::{Masked, Page, Quarantined};
pub use release::{Merge, Releases};
pub use repo_path::RepoPath;
pub use settings::{Mask, Patience, Settings, Timing};
pub use stats::{Listener, Progress, Stats};
pub use walk::{Updated, Walk, earlier};
