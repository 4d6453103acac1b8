//! One attempt at one address through octocrab, whole or not at all: deadline and size cap are here.
//! Redirects, retries, limits and decoding are not. The token goes to the API's own host only.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{
    ACCEPT, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH, USER_AGENT,
};
use http::{StatusCode, Uri};
use http_body_util::BodyExt;
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy;
use hyper_util::rt::TokioExecutor;
use octocrab::service::middleware::base_uri::BaseUriLayer;
use octocrab::{AuthState, Octocrab, OctocrabBuilder};

use super::{Error, Settings};

/// What every request accepts; part of the key of remembered answers.
pub(super) const ACCEPTED: &str = "application/vnd.github+json";
/// No honest page is larger.
const MOST_BYTES: usize = 64 << 20;

/// A whole answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// The connection to one API.
pub(super) struct Transport {
    octocrab: Octocrab,
    base: Uri,
    token: Option<HeaderValue>,
    deadline: Duration,
}

impl Transport {
    /// Must be called inside a tokio runtime: octocrab starts a worker.
    pub(super) fn new(settings: &Settings) -> Result<Self, Error> {
        let base = base(&settings.api_url)?;
        let token = settings
            .token
            .as_ref()
            .map(|token| HeaderValue::from_str(&format!("Bearer {token}")))
            .transpose();
        let mut token = token
            .map_err(|_| Error::Setup("the token holds characters that no token has".to_owned()))?;
        token.iter_mut().for_each(|token| token.set_sensitive(true));
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .build();
        let pool = legacy::Client::builder(TokioExecutor::new()).build(connector);
        let Ok(octocrab) = OctocrabBuilder::new_empty()
            .with_service(pool)
            .with_layer(&BaseUriLayer::new(base.clone()))
            .with_auth(AuthState::None)
            .build();
        Ok(Self {
            octocrab,
            base,
            token,
            deadline: settings.timing.deadline,
        })
    }

    /// The absolute address of a path like `/repos/o/r`.
    pub(super) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base.to_string().trim_end_matches('/'))
    }

    /// The address a link leads to, seen from `from`; an error if that is another host.
    pub(super) fn resolve(&self, from: &str, link: &str) -> Result<String, Error> {
        let foreign = |host: &str| Error::ForeignHost {
            path: self.path(from),
            host: host.chars().take(100).collect(),
        };
        let target: Uri = link.parse().map_err(|_| foreign("?"))?;
        match (target.scheme(), target.authority()) {
            (None, None) if link.starts_with('/') => {
                let mut parts = self.base.clone().into_parts();
                parts.path_and_query = target.path_and_query().cloned();
                Uri::from_parts(parts)
                    .map(|uri| uri.to_string())
                    .map_err(|_| foreign("?"))
            }
            (scheme, authority)
                if scheme == self.base.scheme() && authority == self.base.authority() =>
            {
                Ok(target.to_string())
            }
            (_, authority) => Err(foreign(authority.map_or("?", http::uri::Authority::host))),
        }
    }

    /// The part of an address that a message shows: no host, no query.
    pub(super) fn path(&self, url: &str) -> String {
        let prefix = self.base.path().trim_end_matches('/');
        url.parse::<Uri>().map_or_else(
            |_| "?".to_owned(),
            |uri| {
                uri.path()
                    .strip_prefix(prefix)
                    .unwrap_or(uri.path())
                    .to_owned()
            },
        )
    }

    /// Asks once, with a deadline around head and body and a cap on the body.
    pub(super) async fn ask(&self, url: &str, etag: Option<&str>) -> Result<Answer, String> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(ACCEPTED));
        headers.insert(
            HeaderName::from_static("x-github-api-version"),
            HeaderValue::from_static("2022-11-28"),
        );
        if let Some(etag) = etag.and_then(|etag| HeaderValue::from_str(etag).ok()) {
            headers.insert(IF_NONE_MATCH, etag);
        }
        headers.insert(
            USER_AGENT,
            HeaderValue::from_static(concat!("fixbook/", env!("CARGO_PKG_VERSION"))),
        );
        // `resolve` lets no other host through; the token is added here, at the last moment, and only for this one.
        if let (Some(token), true) = (&self.token, self.resolve(url, url).is_ok()) {
            headers.insert(AUTHORIZATION, token.clone());
        }
        tokio::time::timeout(self.deadline, self.whole(url, headers))
            .await
            .unwrap_or_else(|_| Err(format!("no end after {} s", self.deadline.as_secs_f32())))
    }

    async fn whole(&self, url: &str, headers: HeaderMap) -> Result<Answer, String> {
        let response = self
            .octocrab
            ._get_with_headers(url, Some(headers))
            .await
            .map_err(|e| reason(&e))?;
        let (parts, mut body) = response.into_parts();
        let mut bytes = BytesMut::new();
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame.map_err(|e| reason(&e))?.into_data() {
                if bytes.len() + data.len() > MOST_BYTES {
                    return Err(format!(
                        "the answer is larger than {} MiB",
                        MOST_BYTES >> 20
                    ));
                }
                bytes.extend_from_slice(&data);
            }
        }
        Ok(Answer {
            status: parts.status,
            headers: parts.headers,
            body: bytes.freeze(),
        })
    }
}

/// The base address, checked: http or https, a host, no password in it.
fn base(api_url: &str) -> Result<Uri, Error> {
    let wrong = |what: &str| {
        Error::Setup(format!(
            "the API address {what}, expected one like `https://api.github.com`"
        ))
    };
    let uri: Uri = api_url
        .trim_end_matches('/')
        .parse()
        .map_err(|_| wrong("is no address"))?;
    let authority = uri.authority().ok_or_else(|| wrong("has no host"))?;
    if authority.as_str().contains('@') {
        return Err(wrong("holds a user name"));
    }
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err(wrong("is neither http nor https"));
    }
    Ok(uri)
}

/// The innermost reason of a transport error, which says most in fewest words.
fn reason(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost
        .to_string()
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect()
}
