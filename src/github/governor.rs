//! One budget for everything a run asks: reads GitHub's limits from the answers and decides who waits how long.
//! Limits come in four forms (primary or secondary, as 403 or as 429); a 403 about permissions is none of them.

use std::time::{Duration, Instant};

use http::HeaderMap;
use jiff::Timestamp;
use jiff::fmt::rfc2822;

use super::{Error, Patience, Stats};

/// Limits in a row for one request after which waiting on is pointless.
const MOST_IN_A_ROW: u32 = 12;

/// What an answer of 403 or 429 means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// The server names the time to wait.
    Named(Duration),
    /// A secondary limit that names no time.
    Unnamed,
    /// No limit: the token lacks a permission.
    Permission,
}

/// Shared by all requests of a client.
#[derive(Debug)]
pub(super) struct Governor {
    patience: Patience,
    secondary: Duration,
    /// Limits hit since the last good answer.
    in_a_row: u32,
    /// Waited in all.
    waited: Duration,
    /// Nothing may be sent before.
    closed_until: Option<Instant>,
}

impl Governor {
    pub(super) fn new(patience: Patience, secondary: Duration) -> Self {
        Self {
            patience,
            secondary,
            in_a_row: 0,
            waited: Duration::ZERO,
            closed_until: None,
        }
    }

    /// Takes note of what a good answer says about the budget.
    pub(super) fn note(&mut self, headers: &HeaderMap, stats: &mut Stats) {
        self.in_a_row = 0;
        note_budget(headers, stats);
        if number(headers, "x-ratelimit-remaining") == Some(0)
            && let Some(wait) = until_reset(headers)
        {
            self.closed_until = Some(Instant::now() + wait);
        }
    }

    /// How long the next request has to wait for a budget known to be used up.
    pub(super) fn before(&mut self) -> Result<Option<Duration>, Error> {
        let Some(wait) = self
            .closed_until
            .take()
            .map(|until| until.saturating_duration_since(Instant::now()))
        else {
            return Ok(None);
        };
        if wait.is_zero() {
            return Ok(None);
        }
        self.grant(wait)
            .inspect_err(|_| self.closed_until = Some(Instant::now() + wait))
            .map(Some)
    }

    /// How long to wait after a limit was hit.
    pub(super) fn hit(&mut self, limit: Limit) -> Result<Duration, Error> {
        let doubled = self.secondary.saturating_mul(1 << self.in_a_row.min(6));
        let wait = match limit {
            Limit::Named(wait) if self.in_a_row == 0 => wait,
            // Told a time, waited for it, and still limited: the time alone is not to be trusted.
            Limit::Named(wait) => wait.max(doubled / 2),
            Limit::Unnamed | Limit::Permission => doubled,
        };
        self.in_a_row += 1;
        if self.in_a_row > MOST_IN_A_ROW {
            return Err(Error::RateLimited { until: after(wait) });
        }
        self.grant(wait)
    }

    /// Lets the run wait, if its patience allows.
    fn grant(&mut self, wait: Duration) -> Result<Duration, Error> {
        let allowed = match self.patience {
            Patience::Wait => true,
            Patience::NoWait => false,
            Patience::UpTo(most) => self.waited + wait <= most,
        };
        if !allowed {
            return Err(Error::RateLimited { until: after(wait) });
        }
        self.waited += wait;
        Ok(wait)
    }
}

/// Reads the budget headers.
pub(super) fn note_budget(headers: &HeaderMap, stats: &mut Stats) {
    stats.remaining = number(headers, "x-ratelimit-remaining").or(stats.remaining);
    stats.limit = number(headers, "x-ratelimit-limit").or(stats.limit);
}

/// Tells the limits apart; the order is GitHub's: `retry-after`, then the reset of an empty budget, then a minute.
pub(super) fn classify(status: u16, headers: &HeaderMap, message: &str) -> Limit {
    if let Some(wait) = retry_after(headers) {
        return Limit::Named(wait);
    }
    if number(headers, "x-ratelimit-remaining") == Some(0) {
        return until_reset(headers).map_or(Limit::Unnamed, Limit::Named);
    }
    let message = message.to_ascii_lowercase();
    if status == 429 || message.contains("rate limit") || message.contains("abuse detection") {
        return Limit::Unnamed;
    }
    Limit::Permission
}

/// The instant after a wait, by the local clock; only told, never compared.
pub(super) fn after(wait: Duration) -> Timestamp {
    let whole = i64::try_from(wait.as_secs()).unwrap_or(i64::MAX / 2);
    let seconds = Timestamp::now()
        .as_second()
        .saturating_add(whole)
        .saturating_add(1);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}

/// Time until the budget is full again, measured against the server's own clock.
fn until_reset(headers: &HeaderMap) -> Option<Duration> {
    let reset = i64::try_from(number(headers, "x-ratelimit-reset")?).ok()?;
    let now = date(headers, "date")
        .unwrap_or_else(Timestamp::now)
        .as_second();
    let seconds = u64::try_from(reset.saturating_sub(now)).unwrap_or(0);
    Some(Duration::from_secs(seconds.saturating_add(1)))
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    if let Some(seconds) = number(headers, "retry-after") {
        return Some(Duration::from_secs(seconds));
    }
    let until = date(headers, "retry-after")?.as_second();
    let now = date(headers, "date")
        .unwrap_or_else(Timestamp::now)
        .as_second();
    Some(Duration::from_secs(
        u64::try_from(until.saturating_sub(now)).unwrap_or(0),
    ))
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

fn date(headers: &HeaderMap, name: &str) -> Option<Timestamp> {
    let text = headers.get(name)?.to_str().ok()?;
    rfc2822::parse(text).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    (*name).parse().expect("a name"),
                    value.parse().expect("a value"),
                )
            })
            .collect()
    }

    #[test]
    fn retry_after_comes_before_the_reset() {
        let both = headers(&[
            ("retry-after", "7"),
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "99"),
        ]);
        assert_eq!(
            classify(403, &both, ""),
            Limit::Named(Duration::from_secs(7))
        );
    }

    #[test]
    fn the_reset_is_measured_against_the_servers_clock() {
        let empty = headers(&[
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "784111787"),
            ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ]);
        assert_eq!(
            classify(403, &empty, ""),
            Limit::Named(Duration::from_secs(11))
        );
        assert_eq!(
            classify(429, &empty, ""),
            Limit::Named(Duration::from_secs(11))
        );
    }

    #[test]
    fn a_permission_is_no_limit() {
        let full = headers(&[("x-ratelimit-remaining", "4999")]);
        assert_eq!(
            classify(403, &full, "Resource not accessible by integration"),
            Limit::Permission
        );
        assert_eq!(
            classify(403, &full, "You have exceeded a secondary rate limit"),
            Limit::Unnamed
        );
        assert_eq!(classify(429, &full, ""), Limit::Unnamed);
    }

    #[test]
    fn unnamed_limits_double_from_a_minute() {
        let mut governor = Governor::new(Patience::Wait, Duration::from_mins(1));
        let waits: Vec<u64> = (0..3)
            .map(|_| governor.hit(Limit::Unnamed).expect("patient").as_secs())
            .collect();
        assert_eq!(waits, [60, 120, 240]);
    }

    #[test]
    fn patience_is_counted_over_the_whole_run() {
        let mut governor = Governor::new(
            Patience::UpTo(Duration::from_secs(90)),
            Duration::from_mins(1),
        );
        assert!(governor.hit(Limit::Named(Duration::from_secs(60))).is_ok());
        assert!(matches!(
            governor.hit(Limit::Named(Duration::from_secs(60))),
            Err(Error::RateLimited { .. })
        ));
    }

    #[test]
    fn an_empty_budget_closes_the_door_before_the_next_request() {
        let mut governor = Governor::new(Patience::NoWait, Duration::from_mins(1));
        let empty = headers(&[
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "784111787"),
            ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ]);
        governor.note(&empty, &mut Stats::default());
        assert!(governor.before().is_err());
        assert!(governor.before().is_err(), "and keeps it closed");
    }
}
