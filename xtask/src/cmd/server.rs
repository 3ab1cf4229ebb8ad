//! Building the server, alone or with the front end that it serves.

use crate::cmd::lint;
use crate::project::{self, Metadata};
use crate::{front, output, sh};
use anyhow::{Context as _, Result, anyhow};
use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Instant;

/// What the server is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To work on it.
    Development,
    /// To be tested: from what the tests were compiled from, so that nothing is compiled twice.
    Tests,
    /// For a real city.
    Release,
}

impl Purpose {
    /// What `--release` asks for.
    pub fn of(release: bool) -> Self {
        if release { Self::Release } else { Self::Development }
    }
}

/// Builds `mingjian` and answers where it is.
pub fn build(purpose: Purpose) -> Result<PathBuf> {
    // The server embeds this folder and does not compile without one.
    fs::create_dir_all(project::site())?;
    output::step("server: compiling (the first time, ten minutes or more on two cores)");
    let started = Instant::now();
    let mut cargo = project::cargo();
    cargo.args(["build", "--package", "server", "--bin", "mingjian"]);
    match purpose {
        Purpose::Development => {}
        Purpose::Tests => {
            lint::by_clippy(&mut cargo);
        }
        Purpose::Release => {
            cargo.arg("--release");
        }
    }
    sh::run(&mut cargo).context("the server does not compile")?;
    output::step(&format!("server: compiled in {}", output::seconds(started.elapsed())));
    Ok(Metadata::read()?.program(if purpose == Purpose::Release { "release" } else { "debug" }, "mingjian"))
}

/// Builds the front end and the server: side by side in the development profile, where the server reads the front
/// end's files only when it runs; one after the other for a release, which embeds them.
pub fn build_with_front(purpose: Purpose) -> Result<PathBuf> {
    if purpose == Purpose::Release {
        front::build()?;
        return build(purpose);
    }
    thread::scope(|scope| {
        let front = scope.spawn(|| front::build().inspect_err(output::error));
        let server = build(purpose);
        front.join().map_err(|_| anyhow!("building the front end ended in a panic"))??;
        server
    })
}
