//! The commands, one per file.

mod bench;
mod build;
mod front;
mod lint;
mod run;
mod server;
mod shots;
mod test;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What may follow `cargo xtask`.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "Set-up, build, run, test, bench: the project's only build tool")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build and serve the demo city at <http://127.0.0.1:3000>
    Run(run::Args),
    /// Build `mingjian`; with --release, one self-contained file
    Build(build::Args),
    /// Build target/site: islands, style sheet, public files
    Front,
    /// Test everything, or one part
    Test(test::Args),
    /// Measure, each figure next to its limit
    Bench(bench::Args),
    /// Take a picture of every public page, to look at
    Shots(shots::Args),
}

/// Does what was asked. The exit code is the command's own; an error means that it could not be carried out.
pub fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Run(args) => run::run(&args)?,
        Command::Build(args) => build::run(&args)?,
        Command::Front => front::run()?,
        Command::Test(args) => return test::run(&args),
        Command::Bench(args) => bench::run(&args)?,
        Command::Shots(args) => shots::run(&args)?,
    }
    Ok(ExitCode::SUCCESS)
}
