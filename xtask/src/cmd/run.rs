//! `cargo xtask run`: from a fresh clone to a portal in the browser.

use crate::cmd::server::{self, Purpose};
use crate::{output, project};
use anyhow::{Context as _, Result};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;

/// What to serve.
#[derive(clap::Args)]
pub struct Args {
    /// Compile with optimisation, as for a real city
    #[arg(long)]
    release: bool,
    /// Where the demo city's data are kept [default: target/demo]
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// What follows `--` is handed to `mingjian serve`
    #[arg(last = true)]
    serve: Vec<String>,
}

/// Builds what is out of date and becomes the server, so that Ctrl-C and signals are the server's own.
pub fn run(args: &Args) -> Result<()> {
    let program = server::build_with_front(Purpose::of(args.release))?;
    let data = args.data_dir.clone().unwrap_or_else(|| project::at("target/demo"));
    output::step("starting the demo city");
    let mut serve = Command::new(program);
    serve.args(["serve", "--demo", "--data-dir"]).arg(data).args(&args.serve);
    Err(serve.exec()).context("cannot start the server")
}

#[cfg(test)]
mod tests {
    use crate::cmd::Cli;
    use clap::{CommandFactory as _, Parser as _};

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
        assert!(Cli::try_parse_from(["xtask", "run", "--data-dir", "d", "--", "--gateway", "off"]).is_ok());
        assert!(Cli::try_parse_from(["xtask", "test", "everything"]).is_err());
    }
}
