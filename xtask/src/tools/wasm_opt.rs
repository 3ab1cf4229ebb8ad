//! wasm-opt, from the npm package `binaryen`: it halves the size of the islands.

use crate::tools::node;
use crate::{output, project, sh};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The features that browsers of 2023 have. `--all-features` yields a module that Chromium refuses.
const FLAGS: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Whether it is there or npm could fetch it.
pub fn can_be_had() -> bool {
    node::has_npm()
}

/// wasm-opt's path, installed by npm if need be; `None`, said in one line, where that cannot be.
///
/// Debian's own binaryen (108) is not looked for: the modules it writes do not start.
pub fn find() -> Option<PathBuf> {
    if !node::has_npm() {
        output::step("wasm-opt: skipped, as npm is not installed; the islands are about twice as large without it");
        return None;
    }
    if let Err(error) = node::packages() {
        output::step(&format!("wasm-opt: skipped, as npm could not install it: {}", first_line(&error)));
        return None;
    }
    Some(project::at("end2end/node_modules/.bin/wasm-opt"))
}

/// Shrinks `input` into `output`.
pub fn optimise(wasm_opt: &Path, input: &Path, output: &Path) -> Result<()> {
    let mut command = Command::new(wasm_opt);
    command.args(FLAGS).arg(input).arg("-o").arg(output);
    sh::quiet(&mut command).map(drop).context("wasm-opt could not shrink the islands")
}

fn first_line(error: &anyhow::Error) -> String {
    format!("{error:#}").lines().next().unwrap_or_default().to_owned()
}
