//! `cargo xtask bench`: the figures of docs/BENCHMARKS.md, each next to its limit in the same run.

use crate::tools::postgres::Postgres;
use crate::tools::{chromium, node};
use crate::{front, project, sh};
use anyhow::Result;

/// What to measure.
#[derive(clap::Args)]
pub struct Args {
    /// What follows `--` is handed to the program that measures
    #[arg(last = true)]
    bench: Vec<String>,
}

/// Builds as for a real city, then measures and prints the table.
pub fn run(args: &Args) -> Result<()> {
    node::ensure()?;
    let chromium = chromium::find()?;
    front::build()?;
    let mut cargo = project::cargo();
    cargo.args(["bench", "--package", "server", "--bench", "bench", "--"]).args(&args.bench);
    // For what has a goal on both databases; everything else is measured on SQLite.
    let postgres = Postgres::start()?;
    sh::run(cargo.env("CHROMIUM", chromium).env("BENCH_PG_URL", postgres.url()))
}
