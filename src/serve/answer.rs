//! Answers requests: each file of the site is made when it is asked for.

use std::net::IpAddr;
use std::time::Duration;

use anyhow::Result;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode, Uri, header};

use super::Shared;

/// How long a page waits for a change before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);
const POLICY: &str = "default-src 'self'; base-uri 'self'; form-action 'none'; object-src 'none'; frame-ancestors 'none'";
const RELOAD: &str = "<script type=\"module\" src=\"/_fixbook/reload.js\"></script>";

/// A page or file of the site.
pub(super) async fn page(
    State(shared): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    if !is_own_host(&shared, &headers) {
        return refused();
    }
    tokio::task::block_in_place(|| of_site(&shared, &decoded(uri.path()))).unwrap_or_else(|error| {
        let text = format!("error: {error:#}");
        found(
            StatusCode::INTERNAL_SERVER_ERROR,
            "error.txt",
            text.as_bytes(),
        )
    })
}

fn of_site(shared: &Shared, path: &str) -> Result<Response<Body>> {
    let mut live = shared.live.lock().expect("no holder panics");
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    if let Some(bytes) = live.file(&file)? {
        return Ok(found(StatusCode::OK, &file, &bytes));
    }
    if live.file(&format!("{path}/index.html"))?.is_some() {
        let place = format!("/{path}/");
        return Ok(plain(StatusCode::MOVED_PERMANENTLY)
            .header(header::LOCATION, place)
            .body(Body::empty())
            .expect("a valid answer"));
    }
    let missing = live.file("404.html")?;
    let missing = missing.as_deref().unwrap_or(b"not found");
    Ok(found(StatusCode::NOT_FOUND, "404.html", missing))
}

/// Files that exist in `serve` only.
pub(super) async fn own(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(name): Path<String>,
) -> Response<Body> {
    if !is_own_host(&shared, &headers) {
        return refused();
    }
    let state = shared.state.borrow().clone();
    match name.as_str() {
        "reload.js" => found(StatusCode::OK, &name, include_bytes!("reload.js")),
        "overlay.css" => found(StatusCode::OK, &name, include_bytes!("overlay.css")),
        "findings" => found(StatusCode::OK, "findings.txt", state.findings.as_bytes()),
        "version" => found(
            StatusCode::OK,
            "version.txt",
            state.version.to_string().as_bytes(),
        ),
        _ => found(StatusCode::NOT_FOUND, "missing.txt", b"not found"),
    }
}

/// Answers once the site is newer than `version`; 204 when nothing happened for a while.
pub(super) async fn wait(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(version): Path<u64>,
) -> Response<Body> {
    if !is_own_host(&shared, &headers) {
        return refused();
    }
    let mut states = shared.state.clone();
    let newer =
        tokio::time::timeout(PATIENCE, states.wait_for(|state| state.version > version)).await;
    let status = if matches!(newer, Ok(Ok(_))) {
        StatusCode::OK
    } else {
        StatusCode::NO_CONTENT
    };
    plain(status).body(Body::empty()).expect("a valid answer")
}

fn found(status: StatusCode, file: &str, bytes: &[u8]) -> Response<Body> {
    let kind = media_type(file);
    let mut body = bytes.to_vec();
    if kind.starts_with("text/html")
        && let Some(at) = body.windows(7).rposition(|window| window == b"</body>")
    {
        body.splice(at..at, RELOAD.bytes());
    }
    plain(status)
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body))
        .expect("a valid answer")
}

fn plain(status: StatusCode) -> axum::http::response::Builder {
    Response::builder()
        .status(status)
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header(header::REFERRER_POLICY, "no-referrer")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "no-store")
}

fn refused() -> Response<Body> {
    let text = "this server answers to its own address only";
    plain(StatusCode::FORBIDDEN)
        .body(Body::from(text))
        .expect("a valid answer")
}

/// Whether a request names this server: a name of another host that leads here (DNS rebinding)
/// must not read the site.
fn is_own_host(shared: &Shared, headers: &HeaderMap) -> bool {
    let Some(host) = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
    else {
        return false;
    };
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, "80"),
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let own = name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|ip| {
            ip.is_loopback() || ip == shared.address.ip() || shared.address.ip().is_unspecified()
        });
    own && port == shared.address.port().to_string()
}

/// The path of a request without its first slash, percent signs decoded.
fn decoded(path: &str) -> String {
    let bytes = path.trim_start_matches('/').as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "md" => "text/markdown; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_are_decoded_once() {
        assert_eq!(decoded("/a%2Fb/c%20d"), "a/b/c d");
        assert_eq!(decoded("/%2e%2e/%2e%2e/etc/passwd"), "../../etc/passwd");
        assert_eq!(decoded("/100%"), "100%");
    }
}
