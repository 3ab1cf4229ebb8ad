//! Where things are, and how cargo is called.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}

/// A path inside the workspace.
pub fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// The front end as the server hands it out: `pkg/`, what `public/` holds, `manifest.json`.
pub fn site() -> PathBuf {
    at("target/site")
}

/// Cargo, in the workspace, without what `cargo run` told this process about the package `xtask`: build scripts
/// that watch such variables would run again whenever cargo is called from here and by hand in turn.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        let told = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"].iter().any(|p| told.starts_with(p)) {
            command.env_remove(&name);
        }
    }
    command
}

/// Reads a file of the workspace or names it in the error.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// What `cargo metadata` says of the workspace.
#[derive(Deserialize)]
pub struct Metadata {
    /// Where cargo builds, whatever the environment or a configuration file made of it.
    pub target_directory: PathBuf,
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    #[cfg(test)]
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

impl Metadata {
    /// Asks cargo.
    pub fn read() -> Result<Self> {
        let json = crate::sh::quiet(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
        serde_json::from_str(&json).context("cargo metadata answered in an unknown shape")
    }

    /// The folder of each crate.
    #[cfg(test)]
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.packages.iter().filter_map(|package| package.manifest_path.parent())
    }

    /// The names of all integration tests, sorted, each once.
    pub fn integration_tests(&self) -> Vec<&str> {
        let targets = self.packages.iter().flat_map(|package| &package.targets);
        let tests = targets.filter(|target| target.kind.iter().any(|kind| kind == "test"));
        let mut names: Vec<&str> = tests.map(|target| target.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// A program of the workspace, as built in `debug` or `release`.
    pub fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target_directory.join(profile).join(name)
    }
}
