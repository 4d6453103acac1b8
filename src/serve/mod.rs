//! A site served on this machine while it is written: it follows every saved file, and reloads the
//! open page, with the findings laid over it. What is served is what `build` would
//! write, and nothing else; the reload script and the overlay live under `/_fixbook/` and exist
//! here only.

mod answer;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch as channel;

use crate::live::Live;

/// One state of the site.
#[derive(Debug, Clone, Default)]
struct State {
    /// What was found, for the overlay; empty where nothing was.
    findings: String,
    /// Counts up with every change.
    version: u64,
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
    live: Arc<Mutex<Live>>,
    state: channel::Receiver<State>,
    address: SocketAddr,
}

/// What a server asks of whoever starts it.
pub struct Host<O, R, T> {
    /// Opens the knowledge base; gets the address it is served at.
    pub open: O,
    /// Is told the address once the site is there.
    pub ready: R,
    /// Is told of every state, the first one too; gives what to lay over the pages.
    pub told: T,
}

/// Serves until the program is ended. `watched` are the files and folders whose changes are followed.
pub fn serve<O, R, T>(address: Address, watched: Vec<PathBuf>, host: Host<O, R, T>) -> Result<()>
where
    O: FnOnce(&str) -> Result<Live>,
    R: FnOnce(&str),
    T: Fn(&Live) -> String + Send + 'static,
{
    let runtime = tokio::runtime::Runtime::new().context("cannot start")?;
    runtime.block_on(run(address, watched, host))
}

async fn run<O, R, T>(address: Address, watched: Vec<PathBuf>, host: Host<O, R, T>) -> Result<()>
where
    O: FnOnce(&str) -> Result<Live>,
    R: FnOnce(&str),
    T: Fn(&Live) -> String + Send + 'static,
{
    let wanted = SocketAddr::new(address.host, address.port);
    let listener = TcpListener::bind(wanted)
        .await
        .with_context(|| format!("cannot listen on {wanted}; `--port` chooses another"))?;
    let local = listener.local_addr().context("cannot tell the port")?;
    let url = format!("http://{local}/");
    let live = (host.open)(&url)?;
    let first = State {
        findings: (host.told)(&live),
        version: 0,
    };
    let (sender, state) = channel::channel(first);
    let live = Arc::new(Mutex::new(live));
    watch::start(&watched, Arc::clone(&live), host.told, sender)?;
    (host.ready)(&url);
    let shared = Shared {
        live,
        state,
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
