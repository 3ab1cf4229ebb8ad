//! Node.js and the npm packages of `end2end/`.

use crate::tools::apt;
use crate::{hash, output, project, sh};
use anyhow::{Context as _, Result};
use std::fs;
use std::process::Command;
use std::sync::Mutex;

/// Whether npm can be called.
pub fn has_npm() -> bool {
    sh::on_path("npm").is_some()
}

/// Makes sure that Node.js and npm are there, and the packages that `end2end/package-lock.json` names.
pub fn ensure() -> Result<()> {
    if !has_npm() || sh::on_path("node").is_none() {
        apt::install(&["nodejs", "npm"], "the browser journeys")?;
    }
    packages()
}

/// Installs the packages unless those of this very lock file are there already.
pub fn packages() -> Result<()> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock();
    let folder = project::at("end2end");
    let stamp = folder.join("node_modules/.installed-for");
    let lock = hash::short(project::read(&folder.join("package-lock.json"))?.as_bytes());
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    output::step("npm: installing the packages of end2end/");
    // No package of ours has an install script to run; none may get one unseen.
    let flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    sh::quiet(Command::new("npm").args(flags).current_dir(&folder)).context("the npm packages of end2end/")?;
    fs::write(&stamp, lock).context("cannot note which npm packages are installed")
}
