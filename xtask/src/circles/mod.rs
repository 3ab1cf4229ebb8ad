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

/// Circles that are known and still to be parted, as they are told but for the examples. The list only gets shorter.
const KNOWN: &[&str] = &[
    "app: in the root: islands -> ui -> islands",
    "app: in the root: shell -> web -> shell",
    "app: in islands: browser -> chart_probe -> browser",
    "app: in pages: error -> parts -> error",
    "app: in pages/bureau: cases -> findings -> cases",
    "app: in pages/bureau/admin/devices: held -> switch -> one -> held",
    "app: in pages/bureau/cases: act -> next_step -> act",
    "app: in pages/bureau/findings: forms -> post -> show -> forms",
    "app: in pages/bureau/tips: act -> forms -> act",
    "app: in pages/filing: correction -> quarter -> correction",
    "app: in pages/filing/findings: explain -> one -> explain",
    "app: in pages/outlet: charts -> hours -> charts",
    "app: in pages/parts: figures -> judgement -> figures",
    "app: in pages/sign_in: ended -> other -> ended",
    "app: in pages/tip: form -> place -> form",
    "app: in ui/chart: legend -> line -> legend",
    "app: in web: refusal -> visit -> refusal",
    "hj212: in the root: command -> packet -> command",
    "services: in the root: accounts -> ctx -> tips -> accounts",
];

#[test]
fn no_circle_is_new_and_none_that_is_known_has_gone() {
    let metadata = crate::project::Metadata::read().unwrap();
    // Two tables that belong together name each other: the relation is described at both ends.
    let folders = metadata.folders().filter(|folder| !folder.ends_with("entities"));
    let circles = folders.flat_map(|folder| {
        let name = folder.file_name().unwrap().to_string_lossy();
        let found = read(&folder.join("src")).unwrap().circles();
        found.into_iter().map(move |circle| format!("{name}: {circle}")).collect::<Vec<_>>()
    });
    let circles: Vec<String> = circles.collect();
    let short = |circle: &String| circle.split(" (").next().unwrap_or_default().to_owned();
    let new: Vec<&String> = circles.iter().filter(|circle| !KNOWN.contains(&&*short(circle))).collect();
    assert!(new.is_empty(), "{} new import circles:\n{new:#?}", new.len());
    let gone: Vec<_> = KNOWN.iter().filter(|known| !circles.iter().any(|circle| short(circle) == **known)).collect();
    assert!(gone.is_empty(), "parted, so take them off the list: {gone:#?}");
}
