//! `fixbook serve`: the site on this machine while it is written.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use super::check::{strays, today};
use super::ui::Ui;
use super::{Common, Status, root};
use crate::check;
use crate::config;
use crate::finding::human::{self, Colour};
use crate::library::Library;
use crate::serve::{Address, Snapshot, serve};
use crate::sink::MemorySink;
use crate::site::{self, Drafts, Memo, Options};
use crate::theme::Theme;
use crate::yaml::locate;

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
    let teller = ui.clone();
    let rebuild = move |url: &str| rebuild(&root, url, drafts, &teller);
    let address = Address {
        host: args.host,
        port: args.port,
    };
    serve(address, watched, Box::new(rebuild), |url| {
        ui.say(&format!("serving {url} (end with Ctrl-C)"));
    })?;
    Ok(Status::Ok)
}

/// The site as it is now; what is broken is left out and said.
fn rebuild(root: &Path, url: &str, drafts: Drafts, ui: &Ui) -> Result<Snapshot> {
    let mut loaded = Library::load(root)?;
    let mut theme = Theme::load(root)?;
    let checked = check::run(&loaded.library, Some(today()));
    loaded.report.extend(checked.report);
    loaded.report.extend(strays(&theme));
    let located = locate(root, loaded.report.into_findings());
    if !located.is_empty() {
        ui.say(&human::render(&located, Colour::Plain));
    }
    let sink = MemorySink::default();
    let options = Options {
        base_url: Some(url.to_owned()),
        drafts,
    };
    let built = site::build(
        &loaded.library,
        &checked.verdicts,
        &mut theme,
        &options,
        &Memo::nothing(),
        &sink,
    )?;
    ui.say(&format!(
        "{} entries, {} pages rendered",
        built.entries, built.rendered
    ));
    let findings = human::render(&located, Colour::Plain);
    Ok(Snapshot {
        files: sink.into_files(),
        findings,
        version: 0,
    })
}
