//! Turns `texts/*.toml` into `texts.rs`: one typed function a text, so that a missing key, language or argument
//! does not compile.
#![allow(clippy::disallowed_methods)] // a build script reads files and cargo's variables; that is its work

#[path = "build/texts/mod.rs"]
mod texts;

use std::{env, fs, path::Path};

use anyhow::{Context, Result};

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=texts");
    println!("cargo::rerun-if-changed=build");
    let code = texts::generate(&read_pages(Path::new("texts"))?)?;
    let target = Path::new(&env::var("OUT_DIR").context("cargo sets OUT_DIR")?).join("texts.rs");
    fs::write(&target, code).with_context(|| format!("cannot write {}", target.display()))
}

/// Every text file as (name without the ending, content), in the order of their names.
fn read_pages(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if path.extension().is_some_and(|ending| ending == "toml") {
            let content = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            pages.push((name.to_owned(), content));
        }
    }
    pages.sort();
    Ok(pages)
}
