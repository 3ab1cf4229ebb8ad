//! `cargo xtask shots`: a picture of every public page in each width, language and mode, for a person to look at.

use crate::cmd::server::{self, Purpose};
use crate::tools::{chromium, fonts, node};
use crate::{output, project, sh};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// Where to put the pictures.
#[derive(clap::Args)]
pub struct Args {
    /// The folder for the pictures [default: target/shots]
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Serves a demo city of its own and takes the pictures.
pub fn run(args: &Args) -> Result<()> {
    let out = args.out.clone().unwrap_or_else(|| project::at("target/shots"));
    node::ensure()?;
    fonts::ensure()?;
    let chromium = chromium::find()?;
    let program = server::build_with_front(Purpose::Development)?;
    let mut shots = Command::new("node");
    shots.arg("shots.mjs").arg(std::path::absolute(&out)?).current_dir(project::at("end2end"));
    sh::run(shots.env("CHROMIUM", chromium).env("MINGJIAN", program))?;
    output::step(&format!("pictures in {}", out.display()));
    Ok(())
}
