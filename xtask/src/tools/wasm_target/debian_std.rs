//! The third way to the WebAssembly target: Debian's compiler and its sources of the standard library.
//!
//! Debian's `rustc-web` is a recent compiler and `rust-web-src` its sources; the standard library for the browser is
//! built from them once, in about a minute, into `target/wasm-sysroot`. The linker is that of the active toolchain.

use super::{TRIPLE, WasmTarget};
use crate::tools::apt;
use crate::{hash, output, project, sh};
use anyhow::{Context as _, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const COMPILER: &str = "/usr/bin/rustc";
const PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];

/// As the compiler's own build does: the islands are optimised together with the standard library, so that it must
/// carry its bitcode, which cargo leaves out.
const FLAGS: &str = "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes";

/// The target from an earlier run, if it was built by the compiler that is installed now.
pub fn built_before() -> Option<Result<WasmTarget>> {
    let sysroot = sysroot(&version().ok()?);
    sysroot.is_dir().then(|| target(&sysroot))
}

/// Installs what is missing and builds the standard library.
pub fn build() -> Result<WasmTarget> {
    let source = match source() {
        Ok(source) => source,
        Err(_) => apt::install(&PACKAGES, "the wasm target").and_then(|()| source())?,
    };
    let sysroot = sysroot(&version()?);
    output::step("wasm target: building the standard library from Debian's sources, about a minute");
    compile(&source, &sysroot).context("the standard library from Debian's sources")?;
    output::step("wasm target: the standard library is built");
    target(&sysroot)
}

/// The folder for what this compiler builds. Another compiler has another: cargo sees by the path that what it
/// compiled with the old library is of no more use.
fn sysroot(compiler: &str) -> PathBuf {
    project::at("target/wasm-sysroot").join(hash::short(format!("{compiler}{FLAGS}").as_bytes()))
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

/// Builds std beside its place and puts it there when it is whole.
fn compile(manifest: &Path, sysroot: &Path) -> Result<()> {
    let scratch = sysroot.with_extension("building");
    let mut command = project::cargo();
    command
        .args(["build", "--release", "--target", TRIPLE, "--locked", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(scratch.join("target"))
        .envs([("RUSTC", COMPILER), ("RUSTC_BOOTSTRAP", "1"), ("RUSTFLAGS", FLAGS)]);
    sh::quiet(&mut command)?;
    collect(&scratch.join("target").join(TRIPLE).join("release/deps"), &scratch)?;
    fs::remove_dir_all(scratch.join("target"))?;
    fs::rename(&scratch, sysroot).with_context(|| format!("cannot make {}", sysroot.display()))
}

/// Copies the libraries to where a compiler looks for them below its folder.
fn collect(libraries: &Path, sysroot: &Path) -> Result<()> {
    let place = sysroot.join("lib/rustlib").join(TRIPLE).join("lib");
    fs::create_dir_all(&place)?;
    for file in libraries.read_dir()?.flatten() {
        if file.path().extension().is_some_and(|extension| extension == "rlib") {
            fs::copy(file.path(), place.join(file.file_name()))?;
        }
    }
    Ok(())
}

fn target(sysroot: &Path) -> Result<WasmTarget> {
    let mut flag = OsString::from("--sysroot=");
    flag.push(sysroot);
    Ok(WasmTarget {
        env: vec![
            ("RUSTC", COMPILER.into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flag),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker()?.into()),
        ],
    })
}

fn linker() -> Result<PathBuf> {
    let host = sh::quiet(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let bundled = super::sysroot()?.join("lib/rustlib").join(host.trim()).join("bin/rust-lld");
    if bundled.is_file() {
        return Ok(bundled);
    }
    sh::on_path("wasm-ld").context("no linker for WebAssembly: please install Debian's package `lld`")
}
