//! `fixbook serve`: the site on this machine while it is written.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use super::check::today;
use super::ui::Ui;
use super::{Common, Status, root};
use crate::config;
use crate::finding::human::{self, Colour};
use crate::live::Live;
use crate::memo::CACHE;
use crate::serve::{Address, Host, serve};
use crate::site::{Drafts, Options};

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// The port to listen on
    #[arg(long, default_value_t = 8311)]
    port: u16,
    /// The address to listen on
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Leave drafts out, as `build` does
    #[arg(long)]
    no_drafts: bool,
}

/// Serves until the program is ended.
pub(super) fn run(args: &ServeArgs, common: &Common, ui: &mut Ui) -> Result<Status> {
    let root = root::find(common)?
        .canonicalize()
        .context("cannot find the knowledge base")?;
    let drafts = if args.no_drafts {
        Drafts::LeftOut
    } else {
        Drafts::Built
    };
    let watched: Vec<PathBuf> = ["content", "templates", "static", config::FILE]
        .iter()
        .map(|name| root.join(name))
        .collect();
    let address = Address {
        host: args.host,
        port: args.port,
    };
    let (teller, ready) = (ui.clone(), ui.clone());
    let host = Host {
        open: |url: &str| {
            let options = Options {
                base_url: Some(url.to_owned()),
                drafts,
            };
            Live::open(&root, &root.join(CACHE), options, Some(today()))
        },
        ready: |url: &str| ready.say(&format!("serving {url} (end with Ctrl-C)")),
        told: move |live: &Live| told(live, &teller),
    };
    serve(address, watched, host)?;
    Ok(Status::Ok)
}

/// Says what is broken, which is left out; gives the same for the overlay.
fn told(live: &Live, ui: &Ui) -> String {
    let findings = human::render(&live.findings(), Colour::Plain);
    if !findings.is_empty() {
        ui.say(&findings);
    }
    ui.say(&format!("{} entries", live.entry_files()));
    findings
}
