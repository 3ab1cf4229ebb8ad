//! Import circles: modules beside each other that need each other, so that neither can be read or moved alone.
//!
//! `cargo test --package xtask circles` looks for them in the whole workspace.
//!
//! At every level of a crate the modules below one parent form a graph: one points to another if anything inside it
//! names anything inside the other. A circle in such a graph is a fault. A parent and its child may name each other:
//! that is what a parent is for. A name that a parent only hands on counts as that of the child it comes from.

mod graph;
mod names;
mod tree;

use crate::hash;
use anyhow::{Context as _, Result};
use graph::Circle;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tree::Crate;

/// All modules of a crate.
fn read(src: &Path) -> Result<Crate> {
    let mut modules = Crate::default();
    for file in hash::files_below(src)? {
        let inside = file.strip_prefix(src).unwrap_or(&file);
        if let Some(module) = tree::module_of(inside) {
            let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let names = names::of(&text).with_context(|| format!("{} is no Rust", file.display()))?;
            modules.add(module, names);
        }
    }
    Ok(modules)
}

#[test]
fn nowhere_is_an_import_circle() {
    let metadata = crate::project::Metadata::read().unwrap();
    // Two tables that belong together name each other: the relation is described at both ends.
    let folders = metadata.folders().filter(|folder| !folder.ends_with("entities"));
    let circles: BTreeMap<String, String> = folders
        .flat_map(|folder| {
            let name = folder.file_name().unwrap().to_string_lossy();
            let told = |(parent, circle): (String, Circle)| {
                (format!("{name}: in {parent}: {}", circle.names.join(", ")), circle.way)
            };
            read(&folder.join("src")).unwrap().circles().into_iter().map(told).collect::<Vec<_>>()
        })
        .collect();
    assert!(circles.is_empty(), "import circles, each with a way round it: {circles:#?}");
}
