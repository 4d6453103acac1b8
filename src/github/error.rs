//! What can go wrong between us and GitHub, as far as the importer acts on the difference.
//! Messages name the address without query noise and never carry a header or a token.

use jiff::Timestamp;

/// Why a request gave nothing. `import` matches on this; everything else is told to the reader.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// A primary or secondary limit was hit, and the patience for waiting is used up.
    #[error("GitHub's rate limit is used up until {until}")]
    RateLimited {
        /// When asking again makes sense.
        until: Timestamp,
    },
    /// 404: deleted, private, or never there.
    #[error("GitHub knows nothing at `{path}` (404)")]
    NotFound {
        /// The path asked for.
        path: String,
    },
    /// 410: deleted, and GitHub says so.
    #[error("`{path}` was deleted (410)")]
    Gone {
        /// The path asked for.
        path: String,
    },
    /// 451: taken down for legal reasons.
    #[error("`{path}` is blocked for legal reasons (451)")]
    Blocked {
        /// The path asked for.
        path: String,
    },
    /// 401: the token is wrong or has expired.
    #[error("GitHub does not accept the token (401)")]
    Unauthorised,
    /// 403 without any sign of a limit: the token may not do this.
    #[error("GitHub forbids `{path}` (403): {message}")]
    Forbidden {
        /// The path asked for.
        path: String,
        /// What GitHub said, cleaned.
        message: String,
    },
    /// Another 4xx.
    #[error("GitHub answers {status} for `{path}`: {message}")]
    Refused {
        /// The status.
        status: u16,
        /// The path asked for.
        path: String,
        /// What GitHub said, cleaned.
        message: String,
    },
    /// 5xx after every retry.
    #[error("GitHub answers {status} for `{path}`, {attempts} times in a row")]
    Server {
        /// The last status.
        status: u16,
        /// The path asked for.
        path: String,
        /// How often it was asked.
        attempts: u32,
    },
    /// No whole answer after every retry: no connection, a reset, a stall, too large.
    #[error("no whole answer for `{path}` in {attempts} attempts: {why}")]
    Unreachable {
        /// The path asked for.
        path: String,
        /// The last reason.
        why: String,
        /// How often it was asked.
        attempts: u32,
    },
    /// An answer of 200 that is not the JSON it should be, after every retry.
    #[error("the answer for `{path}` is not what it should be: {why}")]
    Malformed {
        /// The path asked for.
        path: String,
        /// What the decoder said.
        why: String,
    },
    /// A redirect or a next link leads to another host; the token stays here.
    #[error("`{path}` leads to the host `{host}`, which is not the API's; not followed")]
    ForeignHost {
        /// The path asked for.
        path: String,
        /// The host it leads to.
        host: String,
    },
    /// Too many redirects in a row, or one without a target.
    #[error("`{path}` redirects without an end")]
    RedirectLoop {
        /// The path asked for.
        path: String,
    },
    /// The client itself could not be set up.
    #[error("cannot set up the connection to GitHub: {0}")]
    Setup(String),
}

impl Error {
    /// Whether the thing asked for is not there (any more), as opposed to out of reach for now.
    pub fn is_gone(&self) -> bool {
        matches!(
            self,
            Self::NotFound { .. } | Self::Gone { .. } | Self::Blocked { .. }
        )
    }

    /// Whether another address may well be readable: nothing is wrong with the token, the limits or the set-up.
    pub fn is_about_one_address(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::Server { .. }
                | Self::Unreachable { .. }
                | Self::Malformed { .. }
                | Self::ForeignHost { .. }
                | Self::RedirectLoop { .. }
        )
    }

    /// When asking again makes sense, if a limit is the reason.
    pub fn limited_until(&self) -> Option<Timestamp> {
        match self {
            Self::RateLimited { until } => Some(*until),
            _ => None,
        }
    }
}
