//! Asks web addresses that are not GitHub's API: a published site's index, and the external links
//! of entries. Bounded in time and size; nothing is ever sent but the request.

use std::io::Read;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use ureq::Agent;
use ureq::http::StatusCode;

/// The longest a request may take.
const DEADLINE: Duration = Duration::from_secs(20);
/// The most bytes of an answer that are read.
const MAX_BYTES: u64 = 64 << 20;

/// A client that keeps its connections.
#[derive(Debug, Clone)]
pub struct Web {
    agent: Agent,
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
    /// The body at an address; `None` where there is nothing (404, 410).
    pub fn get(&self, url: &str) -> Result<Option<Vec<u8>>> {
        let mut response = self
            .agent
            .get(url)
            .call()
            .with_context(|| format!("cannot reach {url}"))?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(None),
            status => bail!("{url} answers {status}"),
        }
        let mut body = Vec::new();
        let reader = response.body_mut().as_reader();
        reader
            .take(MAX_BYTES + 1)
            .read_to_end(&mut body)
            .with_context(|| format!("{url} broke off"))?;
        if body.len() as u64 > MAX_BYTES {
            bail!("{url} is larger than {MAX_BYTES} bytes");
        }
        Ok(Some(body))
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
