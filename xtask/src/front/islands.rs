//! The islands: `app` compiled to WebAssembly, with the JavaScript that loads it, shrunk where wasm-opt is there; once
//! for each bundle.
//!
//! The results are kept in `target/front` under a name for all that went into it, so that a run without changes takes
//! no time.

use crate::front::bundle::Bundle;
use crate::tools::wasm_opt;
use crate::tools::wasm_target::{self, TRIPLE, WasmTarget};
use crate::{hash, output, project, sh};
use anyhow::{Context as _, Result, anyhow};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use wasm_bindgen_cli_support::Bindgen;

/// What decides how the islands turn out, besides the compiler.
const INPUTS: [&str; 7] =
    ["app", "domain", "data", "Cargo.toml", "Cargo.lock", "xtask/src/front/islands.rs", "xtask/src/front/bundle.rs"];
/// The package, and so the stem of the module that cargo writes.
const APP: &str = "app";

/// The islands of a bundle, ready to be served.
pub struct Islands {
    /// The module that the page imports.
    pub js: Vec<u8>,
    /// What that module loads.
    pub wasm: Vec<u8>,
    /// JavaScript that crates brought with them: the path that the module imports it by, and its text.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// What all bundles are made from: compiling is for those that are out of date.
pub fn sources() -> Result<String> {
    hash::of_files(&INPUTS.map(project::at))
}

/// Compiles the islands of a bundle unless those of these very sources are there.
pub fn build(bundle: Bundle, sources: &str) -> Result<Islands> {
    let built = Built::read(bundle);
    if !built.stands() || built.sources != sources {
        let module = compile(bundle, &wasm_target::find()?)?;
        let compiled = hash::short(&fs::read(&module)?);
        // Most changes of `app` are to pages, and leave the islands as they were.
        let unchanged = built.stands() && built.module == compiled;
        let shrunk = if unchanged { built.shrunk } else { bindgen(bundle, &module)? };
        Built { sources: sources.to_owned(), module: compiled, shrunk }.write(bundle)?;
    }
    read(bundle)
}

/// What the islands that stand in a bundle's folder were made of.
#[derive(Default, Deserialize, Serialize)]
struct Built {
    sources: String,
    module: String,
    shrunk: bool,
}

impl Built {
    fn read(bundle: Bundle) -> Self {
        let noted = fs::read(Self::file(bundle)).ok();
        noted.and_then(|noted| serde_json::from_slice(&noted).ok()).unwrap_or_default()
    }

    fn write(&self, bundle: Bundle) -> Result<()> {
        fs::write(Self::file(bundle), serde_json::to_vec(self)?).context("cannot note what the islands were built from")
    }

    /// Whether there is anything, and nothing better to be had.
    fn stands(&self) -> bool {
        !self.module.is_empty() && (self.shrunk || !wasm_opt::can_be_had())
    }

    fn file(bundle: Bundle) -> PathBuf {
        folder(bundle).join("built.json")
    }
}

fn folder(bundle: Bundle) -> PathBuf {
    project::at("target/front").join(bundle.name())
}

/// Runs cargo and answers the module that it made; the next bundle's takes its place.
fn compile(bundle: Bundle, target: &WasmTarget) -> Result<PathBuf> {
    let name = bundle.name();
    output::step(&format!("{name} islands: compiling for the browser (the first time, a few minutes)"));
    let started = Instant::now();
    // A folder of its own: this cargo can run beside the one that builds the server, and the compiler may differ.
    let build = project::at("target/wasm");
    let mut cargo = project::cargo();
    cargo
        .args(["rustc", "--package", APP, "--lib", "--crate-type", "cdylib"])
        .args(["--no-default-features", "--features", bundle.features(), "--profile", "wasm", "--target", TRIPLE])
        .arg("--target-dir")
        .arg(&build)
        .envs(target.env.iter().cloned());
    sh::quiet(&mut cargo).context("the islands do not compile")?;
    output::step(&format!("{name} islands: compiled in {}", output::seconds(started.elapsed())));
    Ok(build.join(TRIPLE).join("wasm").join(APP).with_extension("wasm"))
}

/// Writes the module's JavaScript beside it, and shrinks it; answers whether that could be done.
fn bindgen(bundle: Bundle, module: &Path) -> Result<bool> {
    let (folder, name) = (folder(bundle), bundle.name());
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(false).remove_producers_section(true);
    let generated = bindgen.web(true).and_then(|bindgen| bindgen.generate(&folder));
    generated.map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    let (whole, shrunk) = (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.wasm")));
    let Some(wasm_opt) = wasm_opt::find() else {
        fs::rename(whole, shrunk)?;
        return Ok(false);
    };
    if let Err(error) = wasm_opt::optimise(&wasm_opt, &whole, &shrunk) {
        output::step(&format!("wasm-opt: skipped: {error:#}"));
        fs::rename(whole, shrunk)?;
        return Ok(false);
    }
    output::step(&format!("{name} islands: shrunk from {} to {} KB", kilobytes(&whole)?, kilobytes(&shrunk)?));
    fs::remove_file(whole)?;
    Ok(true)
}

fn read(bundle: Bundle) -> Result<Islands> {
    let (folder, name) = (folder(bundle), bundle.name());
    let get = |kind: &str| {
        let file = folder.join(name).with_extension(kind);
        fs::read(&file).with_context(|| format!("{} is missing", file.display()))
    };
    let mut snippets = Vec::new();
    for file in hash::files_below(&folder.join("snippets"))? {
        let name = file.strip_prefix(&folder)?.to_string_lossy().into_owned();
        snippets.push((name, fs::read(&file)?));
    }
    Ok(Islands { js: get("js")?, wasm: get("wasm")?, snippets })
}

fn kilobytes(file: &Path) -> Result<u64> {
    Ok(fs::metadata(file)?.len() / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A change of a file that the browser's crates take in makes other islands.
    #[test]
    fn what_is_included_from_outside_is_an_input() {
        let inputs = INPUTS.map(project::at);
        let sources = ["app/src", "domain/src"].map(project::at);
        let mut found = 0;
        for file in sources.iter().flat_map(|folder| hash::files_below(folder).unwrap()) {
            let text = project::read(&file).unwrap();
            for macro_name in ["include_str!(\"", "include_bytes!(\""] {
                for rest in text.split(macro_name).skip(1) {
                    let named = file.parent().unwrap().join(rest.split('"').next().unwrap());
                    let included = fs::canonicalize(&named).unwrap();
                    let is_input = |input: &PathBuf| included.starts_with(fs::canonicalize(input).unwrap());
                    assert!(inputs.iter().any(is_input), "{} is not among INPUTS", included.display());
                    found += 1;
                }
            }
        }
        assert!(found > 0, "the working days are included");
    }
}
