//! Names and copies of the files of the site, and the folder that holds them.

use crate::front::compress;
use crate::front::islands::Islands;
use crate::front::manifest::{Addresses, Manifest};
use crate::{hash, project};
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The files of the site by their path in it.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Gives every file its name. What pages ask for by the manifest has its hash in the name; the rest of `public/`
/// keeps the one that it has.
pub fn assemble(public: &Islands, desk: &Islands, style: &str) -> Result<(Manifest, Files)> {
    let mut files = read_public(&project::at("public"))?;
    let boot = files.remove("boot.js").context("public/boot.js, which starts the islands, is missing")?;
    for (name, text) in public.snippets.iter().chain(&desk.snippets) {
        files.insert(format!("pkg/{name}"), text.clone());
    }
    let mut named = |stem: &str, kind: &str, bytes: &[u8]| {
        let path = format!("pkg/{stem}.{}.{kind}", hash::short(bytes));
        files.insert(path.clone(), bytes.to_vec());
        format!("/{path}")
    };
    let manifest = Manifest {
        public: Addresses { js: named("public", "js", &public.js), wasm: named("public", "wasm", &public.wasm) },
        desk: Addresses { js: named("desk", "js", &desk.js), wasm: named("desk", "wasm", &desk.wasm) },
        boot: named("boot", "js", &boot),
        style: named("style", "css", style.as_bytes()),
    };
    files.insert("manifest.json".to_owned(), serde_json::to_vec(&manifest)?);
    Ok((manifest, files))
}

/// Makes the folder hold these files, each with its copies, and nothing else. Answers how many were new; what is
/// there already is not touched, so that a server that embeds the folder is not built again for nothing.
pub fn write(site: &Path, files: &Files) -> Result<usize> {
    let mut expected = BTreeSet::new();
    let mut written = 0;
    for (name, bytes) in files {
        let file = site.join(name);
        let copies = if compress::worthwhile(&file) { copies_of(&file).to_vec() } else { Vec::new() };
        let stands = copies.iter().all(|copy| copy.is_file()) && fs::read(&file).is_ok_and(|old| old == *bytes);
        if !stands {
            written += 1;
            write_with_copies(&file, bytes, &copies)?;
        }
        expected.insert(file);
        expected.extend(copies);
    }
    for file in hash::files_below(site)? {
        if !expected.contains(&file) {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(written)
}

fn read_public(folder: &Path) -> Result<Files> {
    let named = |file: PathBuf| {
        let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        Ok((name, fs::read(&file)?))
    };
    hash::files_below(folder)?.into_iter().map(named).collect()
}

fn copies_of(file: &Path) -> [PathBuf; 2] {
    [".br", ".gz"].map(|ending| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        name.into()
    })
}

/// The copies of an old text go first and those of the new one come last: a server that looks in between finds none,
/// and never an old one.
fn write_with_copies(file: &Path, bytes: &[u8], copies: &[PathBuf]) -> Result<()> {
    let put =
        |path: &Path, bytes: &[u8]| fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()));
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    for copy in copies.iter().filter(|copy| copy.is_file()) {
        fs::remove_file(copy)?;
    }
    put(file, bytes)?;
    if let [brotli, gzip] = copies {
        put(brotli, &compress::brotli(bytes)?)?;
        put(gzip, &compress::gzip(bytes)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(site: &Path) -> Vec<String> {
        let names = hash::files_below(site).unwrap().into_iter();
        names.map(|file| file.strip_prefix(site).unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_and_its_copies_come_and_go_together() {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        let old = Files::from([("pkg/a.1.css".into(), b"a{}".to_vec()), ("photo.webp".into(), b"x".to_vec())]);
        assert_eq!(write(site, &old).unwrap(), 2);
        assert_eq!(listed(site), ["photo.webp", "pkg/a.1.css", "pkg/a.1.css.br", "pkg/a.1.css.gz"]);
        assert_eq!(write(site, &old).unwrap(), 0);
        let new = Files::from([("pkg/a.2.css".into(), b"b{}".to_vec())]);
        assert_eq!(write(site, &new).unwrap(), 1);
        assert_eq!(listed(site), ["pkg/a.2.css", "pkg/a.2.css.br", "pkg/a.2.css.gz"]);
    }

    #[test]
    fn a_changed_file_of_the_same_name_gets_new_copies() {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        let style = |text: &str| Files::from([("robots.txt".to_owned(), text.as_bytes().to_vec())]);
        write(site, &style("old")).unwrap();
        let before = fs::read(site.join("robots.txt.br")).unwrap();
        write(site, &style("new")).unwrap();
        assert_ne!(fs::read(site.join("robots.txt.br")).unwrap(), before);
        fs::remove_file(site.join("robots.txt.gz")).unwrap();
        assert_eq!(write(site, &style("new")).unwrap(), 1);
        assert!(site.join("robots.txt.gz").is_file());
    }
}
