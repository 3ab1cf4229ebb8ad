//! `cargo xtask test`: everything that decides whether a change may land, or one part of it.
//!
//! A part that fails does not stop the others; a table at the end names each with its time, and the exit code tells.

mod cargo;
mod db;
mod e2e;
mod summary;
mod unit;
mod web;

use crate::{output, project};
use anyhow::Result;
use std::fs;
use std::process::ExitCode;
use summary::Summary;

/// What to test.
#[derive(clap::Args)]
pub struct Args {
    /// One part, or all in their long form; all in their short form if none is named
    part: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Format, lints and all tests that need no database
    Unit,
    /// The database tests, on SQLite and on a private PostgreSQL
    Db,
    /// The front end builds and stays within its budget
    Web,
    /// The journeys in the browser
    E2e,
    /// Everything, in its long form: what takes too long for every change
    Long,
}

/// Tests, prints the table, and answers 0 if nothing failed.
pub fn run(args: &Args) -> Result<ExitCode> {
    // The server embeds this folder and does not compile without one.
    fs::create_dir_all(project::site())?;
    let mut summary = Summary::default();
    let long = args.part == Some(Part::Long);
    let wanted = |part: Part| long || args.part.is_none_or(|only| only == part);
    if wanted(Part::Unit) {
        unit::run(&mut summary, long);
    }
    if wanted(Part::Db) {
        db::run(&mut summary);
    }
    if wanted(Part::Web) {
        web::run(&mut summary);
    }
    if wanted(Part::E2e) {
        e2e::run(&mut summary, long);
    }
    summary.lines().iter().for_each(|line| output::plain(line));
    Ok(if summary.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
