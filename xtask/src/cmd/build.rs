//! `cargo xtask build`: the program to put on a server.

use crate::cmd::server;
use crate::say;
use anyhow::Result;

/// How to build.
#[derive(clap::Args)]
pub struct Args {
    /// Optimised, with the front end embedded: one self-contained file
    #[arg(long)]
    release: bool,
}

/// Builds the front end, then the server that embeds it.
pub fn run(args: &Args) -> Result<()> {
    let program = server::build_with_front(args.release)?;
    say::step(&format!("built: {}", program.display()));
    Ok(())
}
