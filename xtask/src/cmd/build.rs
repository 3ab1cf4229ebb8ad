//! `cargo xtask build`: the program to put on a server.

use crate::cmd::server::{self, Purpose};
use crate::output;
use crate::tools::debug_info;
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
    let program = server::build_with_front(Purpose::of(args.release))?;
    if args.release {
        debug_info::move_out(&program)?;
    }
    output::step(&format!("built: {}", program.display()));
    Ok(())
}
