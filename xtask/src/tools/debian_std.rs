//! The third way to the WebAssembly target: Debian's compiler and its sources of the standard library.
//!
//! Debian's `rustc-web` is a recent compiler and `rust-web-src` its sources; the standard library for the browser is
//! built from them once, in about a minute, into `target/wasm-sysroot`. The linker is that of the active toolchain.

use crate::tools::apt;
use crate::tools::wasm_target::{self, TRIPLE, WasmTarget};
use crate::{project, say, sh};
use anyhow::{Context as _, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const COMPILER: &str = "/usr/bin/rustc";
const PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];

/// The target from an earlier run, if it was built by the compiler that is installed now.
pub fn built_before() -> Option<Result<WasmTarget>> {
    let compiler = version().ok()?;
    let built_by = fs::read_to_string(stamp()).ok()?;
    (built_by == compiler).then(target)
}

/// Installs what is missing and builds the standard library.
pub fn build() -> Result<WasmTarget> {
    let source = match source() {
        Ok(source) => source,
        Err(_) => apt::install(&PACKAGES, "the wasm target").and_then(|()| source())?,
    };
    let compiler = version()?;
    say::step("wasm target: building the standard library from Debian's sources, about a minute");
    let scratch = at("build");
    let libraries = compile(&source, &scratch).context("the standard library from Debian's sources")?;
    install(&libraries)?;
    fs::write(stamp(), &compiler)?;
    fs::remove_dir_all(scratch)?;
    say::step("wasm target: the standard library is built");
    target()
}

fn at(name: &str) -> PathBuf {
    project::at("target/wasm-sysroot").join(name)
}

fn stamp() -> PathBuf {
    at("built-by")
}

fn library() -> PathBuf {
    at("lib/rustlib").join(TRIPLE).join("lib")
}

fn version() -> Result<String> {
    sh::quiet(Command::new(COMPILER).arg("-vV"))
}

/// The manifest that builds the whole standard library, of the same version as the compiler.
fn source() -> Result<PathBuf> {
    let said = version()?;
    let release = said.lines().find_map(|line| line.strip_prefix("release: ")).unwrap_or_default();
    if minor(release) < minor(env!("CARGO_PKG_RUST_VERSION")) {
        bail!("Debian's compiler is {release}, and this project needs {}", env!("CARGO_PKG_RUST_VERSION"));
    }
    let manifest = PathBuf::from(format!("/usr/src/rustc-{release}/library/sysroot/Cargo.toml"));
    if !manifest.is_file() {
        bail!("{} is missing", manifest.display());
    }
    Ok(manifest)
}

/// 95 of `1.95.0`: enough to compare, as long as Rust is at 1.
fn minor(version: &str) -> u32 {
    version.split('.').nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Builds std and answers the folder with its libraries.
fn compile(manifest: &Path, scratch: &Path) -> Result<PathBuf> {
    let vendored = manifest.ancestors().nth(2).unwrap_or(manifest).join("vendor");
    let mut command = project::cargo();
    command
        .args(["build", "--release", "--target", TRIPLE, "--locked", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(scratch)
        // Debian ships the few crates that std is made of beside it.
        .args(["--config", "source.crates-io.replace-with='vendored'", "--config"])
        .arg(format!("source.vendored.directory='{}'", vendored.display()))
        .env("RUSTC", COMPILER)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked");
    sh::quiet(&mut command)?;
    Ok(scratch.join(TRIPLE).join("release/deps"))
}

fn install(libraries: &Path) -> Result<()> {
    let library = library();
    if library.is_dir() {
        fs::remove_dir_all(&library)?;
    }
    fs::create_dir_all(&library)?;
    for file in libraries.read_dir()?.flatten() {
        if file.path().extension().is_some_and(|extension| extension == "rlib") {
            fs::copy(file.path(), library.join(file.file_name()))?;
        }
    }
    Ok(())
}

fn target() -> Result<WasmTarget> {
    let mut sysroot = OsString::from("--sysroot=");
    sysroot.push(project::at("target/wasm-sysroot"));
    Ok(WasmTarget {
        env: vec![
            ("RUSTC", COMPILER.into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", sysroot),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker()?.into()),
        ],
    })
}

fn linker() -> Result<PathBuf> {
    let host = sh::quiet(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let bundled = wasm_target::sysroot()?.join("lib/rustlib").join(host.trim()).join("bin/rust-lld");
    if bundled.is_file() {
        return Ok(bundled);
    }
    sh::on_path("wasm-ld").context("no linker for WebAssembly: please install Debian's package `lld`")
}
