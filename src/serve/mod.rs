//! A site in memory, served on this machine while it is written: rebuilt when a file is saved,
//! reloaded in the open page, with the findings laid over it. What is served is what `build` would
//! write, and nothing else; the reload script and the overlay live under `/_fixbook/` and exist
//! here only.

mod answer;
mod watch;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch as channel;

/// One state of the site.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Every file, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What was found, for the overlay; empty where nothing was.
    pub findings: String,
    /// Counts up with every rebuild.
    pub version: u64,
}

/// Where to serve.
#[derive(Debug, Clone, Copy)]
pub struct Address {
    /// The address of this machine to listen on.
    pub host: IpAddr,
    /// The port; 0 lets the system choose.
    pub port: u16,
}

/// What a request is answered from.
#[derive(Clone)]
struct Shared {
    current: channel::Receiver<Arc<Snapshot>>,
    address: SocketAddr,
}

/// Makes the site anew; gets the address it is served at.
pub type Rebuild = Box<dyn Fn(&str) -> Result<Snapshot> + Send + Sync>;

/// Serves until the program is ended. `watched` are the files and folders whose change rebuilds;
/// `ready` is told the address once the first build is there.
pub fn serve(
    address: Address,
    watched: Vec<PathBuf>,
    rebuild: Rebuild,
    ready: impl FnOnce(&str),
) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start")?;
    runtime.block_on(run(address, watched, rebuild, ready))
}

async fn run(
    address: Address,
    watched: Vec<PathBuf>,
    rebuild: Rebuild,
    ready: impl FnOnce(&str),
) -> Result<()> {
    let wanted = SocketAddr::new(address.host, address.port);
    let listener = TcpListener::bind(wanted)
        .await
        .with_context(|| format!("cannot listen on {wanted}; `--port` chooses another"))?;
    let local = listener.local_addr().context("cannot tell the port")?;
    let url = format!("http://{local}/");
    let first = rebuild(&url)?;
    let (sender, receiver) = channel::channel(Arc::new(first));
    watch::start(&watched, url.clone(), rebuild, sender)?;
    ready(&url);
    let shared = Shared {
        current: receiver,
        address: local,
    };
    let router = Router::new()
        .route("/_fixbook/wait/{version}", axum::routing::get(answer::wait))
        .route("/_fixbook/{name}", axum::routing::get(answer::own))
        .fallback(answer::page)
        .with_state(shared);
    axum::serve(listener, router)
        .await
        .context("the server broke down")
}
