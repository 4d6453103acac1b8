//! What a client is made from. Reading the environment is the command line's business.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// Hides secrets in a text that came from GitHub.
pub type Mask = fn(&str) -> Cow<'_, str>;

/// Everything a [`Client`](super::Client) needs to know.
#[derive(Clone)]
pub struct Settings {
    /// Base address of the API, `https://api.github.com` or a server's `https://host/api/v3`.
    pub api_url: String,
    /// The token, if any.
    pub token: Option<String>,
    /// Folder for remembered answers; `None` remembers nothing.
    pub cache: Option<PathBuf>,
    /// What to do when a rate limit is hit.
    pub patience: Patience,
    /// Deadlines and pauses.
    pub timing: Timing,
    /// Applied to every text of a stranger before anything else sees it.
    pub mask: Mask,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("api_url", &self.api_url)
            .field("token", &self.token.as_ref().map(|_| "…"))
            .field("patience", &self.patience)
            .finish_non_exhaustive()
    }
}

/// How long a run may sit and wait for a rate limit to pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// As long as it takes.
    Wait,
    /// Not at all: stop with what there is.
    NoWait,
    /// So long in all, over the whole run.
    UpTo(Duration),
}

/// Deadlines and pauses; tests shorten them.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// For one answer, head and body together.
    pub deadline: Duration,
    /// First pause before a retry; doubles.
    pub backoff: Duration,
    /// Least wait after a secondary limit that names no time; doubles.
    pub secondary: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            deadline: Duration::from_mins(1),
            backoff: Duration::from_secs(1),
            secondary: Duration::from_mins(1),
        }
    }
}
