//! `fixbook mcp`: serves the knowledge base to coding agents.

use anyhow::Result;
use clap::Args;

use super::place::Place;
use super::{Common, Status};
use crate::mcp;

/// Arguments of `mcp`.
#[derive(Debug, Args)]
pub(super) struct McpArgs {
    #[command(flatten)]
    place: Place,
}

/// Serves until the client closes the connection.
pub(super) fn run(args: &McpArgs, common: &Common) -> Result<Status> {
    mcp::serve(args.place.open(common)?)?;
    Ok(Status::Ok)
}
