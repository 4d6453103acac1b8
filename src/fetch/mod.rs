//! Asks web addresses that are not GitHub's API: a published site's index, and the external links
//! of entries. Bounded in time and size; nothing is ever sent but the request.

use std::io::Read;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use ureq::Agent;
use ureq::http::StatusCode;
use ureq::http::header::{ETAG, IF_NONE_MATCH};

/// The longest a request may take, its answer and redirects included.
const DEADLINE: Duration = Duration::from_secs(20);

/// A client that keeps its connections.
#[derive(Debug, Clone)]
pub struct Web {
    agent: Agent,
}

/// What an address has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Got {
    /// A body, and the tag to ask for it again by.
    Body(Vec<u8>, Option<String>),
    /// What the given tag stands for.
    Unchanged,
    /// Nothing (404, 410).
    Nothing,
}

impl Default for Web {
    fn default() -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(DEADLINE))
            .http_status_as_error(false)
            .user_agent(concat!("fixbook/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.into(),
        }
    }
}

impl Web {
    /// The body at an address, of `most` bytes at most, unless it is still the one that `tag` stands for.
    pub fn get(&self, url: &str, tag: Option<&str>, most: u64) -> Result<Got> {
        let mut request = self.agent.get(url);
        if let Some(tag) = tag {
            request = request.header(IF_NONE_MATCH, tag);
        }
        let mut response = request
            .call()
            .with_context(|| format!("cannot reach {url}"))?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_MODIFIED if tag.is_some() => return Ok(Got::Unchanged),
            StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(Got::Nothing),
            status => bail!("{url} answers {status}"),
        }
        let tag = response
            .headers()
            .get(ETAG)
            .and_then(|tag| tag.to_str().ok());
        let tag = tag.map(str::to_owned);
        let mut body = Vec::new();
        let reader = response.body_mut().as_reader();
        reader
            .take(most + 1)
            .read_to_end(&mut body)
            .with_context(|| format!("{url} broke off"))?;
        if body.len() as u64 > most {
            bail!("{url} is larger than {most} bytes");
        }
        Ok(Got::Body(body, tag))
    }

    /// The status of an address, without its body.
    pub fn status(&self, url: &str) -> Result<u16> {
        let response = self
            .agent
            .get(url)
            .call()
            .with_context(|| format!("cannot reach {url}"))?;
        Ok(response.status().as_u16())
    }
}
