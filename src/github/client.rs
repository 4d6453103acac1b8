//! Gets one decoded answer, whatever it takes: waits for limits, repeats what failed, follows redirects on the
//! same host, remembers what can be asked for conditionally. What is asked for is the business of its callers.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use http::StatusCode;
use http::header::{ETAG, LINK, LOCATION};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::Runtime;

use super::backoff;
use super::body;
use super::etag::{Etags, Remembered};
use super::governor::{self, Governor, Limit};
use super::link;
use super::stats::Listener;
use super::transport::{Answer, Transport};
use super::{Error, Mask, Patience, Progress, Settings, Stats, Timing};

/// Failed attempts (resets, stalls, 5xx, broken JSON) after which an address is given up.
const MOST_ATTEMPTS: u32 = 5;
/// Redirects in a row that are followed.
const MOST_REDIRECTS: u32 = 5;
/// The smallest page that is asked for when larger ones fail.
const LEAST_PER_PAGE: u32 = 10;

/// A connection to GitHub with its budget. Calls block; one at a time is what the limits ask for.
pub struct Client {
    runtime: Runtime,
    transport: Transport,
    governor: RefCell<Governor>,
    etags: Option<Etags>,
    stats: Cell<Stats>,
    listener: RefCell<Option<Listener>>,
    timing: Timing,
    pub(super) mask: Mask,
}

/// A decoded answer.
#[derive(Debug)]
pub(super) struct Fetched<T> {
    pub(super) value: T,
    /// The next page, on the same host.
    pub(super) next: Option<String>,
    /// `per_page` had to be lowered to this to get an answer.
    pub(super) per_page: Option<u32>,
}

/// How a body becomes a value; an error means the body is broken and worth another attempt.
pub(super) type Decode<T> = fn(&str, Mask) -> Result<T, serde_json::Error>;

/// What an attempt came to.
enum Attempt {
    Whole(Answer),
    Redirect(String),
    /// Worth another attempt; the status if there was one.
    Failed {
        status: Option<u16>,
        why: String,
    },
}

impl Client {
    /// Sets up the connection; sends nothing yet.
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| Error::Setup(e.to_string()))?;
        let transport = {
            let _inside = runtime.enter();
            Transport::new(settings)?
        };
        Ok(Self {
            runtime,
            transport,
            governor: RefCell::new(Governor::new(settings.patience, settings.timing.secondary)),
            etags: settings
                .cache
                .as_ref()
                .map(|folder| Etags::open(folder, settings.token.as_deref())),
            stats: Cell::new(Stats::default()),
            listener: RefCell::new(None),
            timing: settings.timing,
            mask: settings.mask,
        })
    }

    /// Who hears about progress from now on.
    pub fn listen(&self, listener: Listener) {
        *self.listener.borrow_mut() = Some(listener);
    }

    /// What this client has cost so far.
    pub fn stats(&self) -> Stats {
        self.stats.get()
    }

    /// Gives the client a new allowance of waiting, for a run that starts again with `--every`.
    pub fn renew_patience(&self, patience: Patience) {
        *self.governor.borrow_mut() = Governor::new(patience, self.timing.secondary);
    }

    /// The absolute address of a path.
    pub(super) fn absolute(&self, path: &str) -> String {
        self.transport.absolute(path)
    }

    /// Gets and decodes one address.
    pub(super) fn fetch<T>(&self, url: &str, decode: Decode<T>) -> Result<Fetched<T>, Error>
    where
        T: Serialize + DeserializeOwned,
    {
        let mut url = url.to_owned();
        let mut per_page = None;
        let (mut failures, mut redirects) = (0, 0);
        loop {
            let remembered = self.etags.as_ref().and_then(|etags| etags.load::<T>(&url));
            let failed = match self.attempt(&url, remembered.as_ref().map(|r| r.etag.as_str()))? {
                Attempt::Redirect(target) => {
                    redirects += 1;
                    if redirects > MOST_REDIRECTS {
                        return Err(Error::RedirectLoop {
                            path: self.transport.path(&url),
                        });
                    }
                    url = target;
                    continue;
                }
                Attempt::Whole(answer) => {
                    match self.understand(&url, &answer, remembered, decode) {
                        Ok(Understood::Value(value, next)) => {
                            return Ok(Fetched {
                                value,
                                next,
                                per_page,
                            });
                        }
                        Ok(Understood::Forgotten) => continue,
                        Err(Error::Malformed { why, .. }) => (None, why),
                        Err(e) => return Err(e),
                    }
                }
                Attempt::Failed { status, why } => (status, why),
            };
            failures += 1;
            if failures >= MOST_ATTEMPTS {
                return Err(self.given_up(&url, failed.0, failed.1, failures));
            }
            if failures >= 2
                && let Some((smaller, size)) = link::halve_page(&url, LEAST_PER_PAGE)
            {
                (url, per_page) = (smaller, Some(size));
            }
            self.pause(&url, &failed.1, failures);
        }
    }

    /// One request, repeated only for limits.
    fn attempt(&self, url: &str, etag: Option<&str>) -> Result<Attempt, Error> {
        loop {
            let closed = self.governor.borrow_mut().before()?;
            closed.into_iter().for_each(|wait| self.wait(wait));
            let answer = match self.runtime.block_on(self.transport.ask(url, etag)) {
                Err(why) => {
                    self.count(|stats| stats.requests += 1);
                    return Ok(Attempt::Failed { status: None, why });
                }
                Ok(answer) => answer,
            };
            self.count(|stats| stats.requests += 1);
            let path = || self.transport.path(url);
            match answer.status.as_u16() {
                200 | 304 => {
                    self.note(&answer);
                    self.tell(&Progress::Answered {
                        path: &path(),
                        stats: self.stats(),
                    });
                    return Ok(Attempt::Whole(answer));
                }
                301 | 302 | 307 | 308 => {
                    self.note(&answer);
                    let target = answer.headers.get(LOCATION).and_then(|v| v.to_str().ok());
                    let target = target.ok_or_else(|| Error::RedirectLoop { path: path() })?;
                    return self.transport.resolve(url, target).map(Attempt::Redirect);
                }
                401 => return Err(Error::Unauthorised),
                status @ (403 | 429) => {
                    let wait = self.limited(status, &answer, path())?;
                    self.wait(wait);
                }
                404 => return Err(Error::NotFound { path: path() }),
                410 => return Err(Error::Gone { path: path() }),
                451 => return Err(Error::Blocked { path: path() }),
                status @ 500.. => {
                    return Ok(Attempt::Failed {
                        status: Some(status),
                        why: answer.status.to_string(),
                    });
                }
                status => {
                    return Err(Error::Refused {
                        status,
                        path: path(),
                        message: said(&answer),
                    });
                }
            }
        }
    }

    /// How long to wait after a 403 or 429, or the error if it is about a permission or patience is at its end.
    fn limited(&self, status: u16, answer: &Answer, path: String) -> Result<Duration, Error> {
        let mut stats = self.stats();
        governor::note_budget(&answer.headers, &mut stats);
        self.stats.set(stats);
        let message = said(answer);
        match governor::classify(status, &answer.headers, &message) {
            Limit::Permission => Err(Error::Forbidden { path, message }),
            limit => self.governor.borrow_mut().hit(limit),
        }
    }

    /// Turns a whole answer into a value and remembers it.
    fn understand<T>(
        &self,
        url: &str,
        answer: &Answer,
        remembered: Option<Remembered<T>>,
        decode: Decode<T>,
    ) -> Result<Understood<T>, Error>
    where
        T: Serialize + DeserializeOwned,
    {
        if answer.status == StatusCode::NOT_MODIFIED {
            self.count(|stats| stats.not_modified += 1);
            let Some(known) = remembered else {
                // An answer to a question that was not asked: ask again, without conditions.
                self.etags.as_ref().inspect(|etags| etags.forget(url));
                return Err(Error::Malformed {
                    path: self.transport.path(url),
                    why: "304 out of the blue".to_owned(),
                });
            };
            // Next links were checked when stored, but the file may have been edited since.
            let next = known
                .next
                .map(|next| self.transport.resolve(url, &next))
                .transpose();
            return Ok(if let Ok(next) = next {
                Understood::Value(known.value, next)
            } else {
                self.etags.as_ref().inspect(|etags| etags.forget(url));
                Understood::Forgotten
            });
        }
        let text = body::readable(&answer.body);
        let value = decode(&text, self.mask).map_err(|e| Error::Malformed {
            path: self.transport.path(url),
            why: e.to_string(),
        })?;
        let next = answer
            .headers
            .get(LINK)
            .and_then(|v| v.to_str().ok())
            .and_then(link::next);
        let next = next
            .map(|next| self.transport.resolve(url, next))
            .transpose()?;
        let etag = answer.headers.get(ETAG).and_then(|v| v.to_str().ok());
        let mut value = value;
        // Only the end of a listing keeps its address from run to run; pages before it are not worth the disk.
        if let (Some(etags), Some(etag), None) = (&self.etags, etag, &next) {
            let known = Remembered {
                etag: etag.to_owned(),
                next: None,
                value,
            };
            etags.store(url, &known);
            value = known.value;
        }
        Ok(Understood::Value(value, next))
    }

    fn given_up(&self, url: &str, status: Option<u16>, why: String, attempts: u32) -> Error {
        let path = self.transport.path(url);
        match status {
            Some(status) => Error::Server {
                status,
                path,
                attempts,
            },
            None => Error::Unreachable {
                path,
                why,
                attempts,
            },
        }
    }

    fn pause(&self, url: &str, why: &str, failures: u32) {
        self.count(|stats| stats.retries += 1);
        self.tell(&Progress::Retrying {
            path: &self.transport.path(url),
            why,
        });
        self.sleep(backoff::pause(self.timing.backoff, failures));
    }

    fn wait(&self, wait: Duration) {
        self.count(|stats| stats.waited_seconds += wait.as_secs());
        self.tell(&Progress::Waiting {
            until: governor::after(wait),
            stats: self.stats(),
        });
        self.sleep(wait);
    }

    fn sleep(&self, time: Duration) {
        self.runtime
            .block_on(async { tokio::time::sleep(time).await });
    }

    fn note(&self, answer: &Answer) {
        let mut stats = self.stats();
        self.governor.borrow_mut().note(&answer.headers, &mut stats);
        self.stats.set(stats);
    }

    fn count(&self, change: impl FnOnce(&mut Stats)) {
        let mut stats = self.stats.get();
        change(&mut stats);
        self.stats.set(stats);
    }

    fn tell(&self, progress: &Progress<'_>) {
        if let Some(listener) = &*self.listener.borrow() {
            listener(progress);
        }
    }
}

/// What a whole answer came to.
enum Understood<T> {
    Value(T, Option<String>),
    /// The remembered body was no good and is forgotten: ask again.
    Forgotten,
}

fn said(answer: &Answer) -> String {
    body::message(&body::readable(&answer.body))
}
