//! Debian's packages, installed when we may.

use crate::{output, sh};
use anyhow::{Context as _, Result, bail};
use std::process::Command;

const INSTALL: [&str; 5] = ["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];

/// Installs packages as root or by a sudo that asks for no password; else says what to type.
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let names = packages.join(" ");
    if sh::on_path("apt-get").is_none() {
        bail!("{purpose} needs {names}: Debian's names; please install them in this system's way");
    }
    let Some(become_root) = way_to_root() else {
        bail!("{purpose} needs a package: please run `sudo apt-get install -y --no-install-recommends {names}`");
    };
    output::step(&format!("{purpose}: installing {names} by apt-get"));
    let install = || sh::quiet(apt_get(become_root).args(INSTALL).args(packages));
    // A fresh machine has no package lists, and an old one asks for files that are gone: fetch them, and once more.
    if install().is_err() {
        sh::quiet(apt_get(become_root).arg("update")).with_context(|| format!("{purpose} needs {names}"))?;
        install().with_context(|| format!("{purpose} needs {names}"))?;
    }
    Ok(())
}

/// Whether this process is root.
pub fn is_root() -> bool {
    sh::quiet(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// The words before a command that make it root's, or nothing where that would need a password.
fn way_to_root() -> Option<&'static [&'static str]> {
    if is_root() {
        return Some(&[]);
    }
    sh::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(&["sudo", "-n"])
}

fn apt_get(become_root: &[&str]) -> Command {
    let mut words = become_root.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words);
    command
}
