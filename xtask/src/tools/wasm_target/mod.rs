//! A standard library for `wasm32-unknown-unknown`, by the first of three ways that works.

mod debian_std;

use crate::{output, sh};
use anyhow::{Context as _, Result};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

/// The target's name.
pub const TRIPLE: &str = "wasm32-unknown-unknown";

/// How to call cargo so that it can compile for the browser; the default is the toolchain as it is.
#[derive(Default)]
pub struct WasmTarget {
    /// Variables to set.
    pub env: Vec<(&'static str, OsString)>,
}

/// Finds or makes the target, saying which way it took.
pub fn find() -> Result<WasmTarget> {
    if toolchain_has_it()? {
        output::step("wasm target: the toolchain has it");
        return Ok(WasmTarget::default());
    }
    if let Some(built) = debian_std::built_before() {
        output::step("wasm target: Debian's compiler, with the standard library built before");
        return built;
    }
    match rustup_adds_it() {
        Ok(()) => {
            output::step("wasm target: added by rustup");
            Ok(WasmTarget::default())
        }
        Err(reason) => {
            output::step(&format!("wasm target: rustup cannot add it ({reason}); trying Debian's packages"));
            debian_std::build().with_context(|| {
                format!("no way to compile for the browser; please make `rustup target add {TRIPLE}` work")
            })
        }
    }
}

/// The folder of the active toolchain.
pub fn sysroot() -> Result<PathBuf> {
    Ok(sh::quiet(Command::new("rustc").args(["--print", "sysroot"]))?.trim().into())
}

fn toolchain_has_it() -> Result<bool> {
    let library = sysroot()?.join("lib/rustlib").join(TRIPLE).join("lib");
    let Ok(files) = library.read_dir() else { return Ok(false) };
    Ok(files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
}

/// The error is rustup's own reason in one line.
fn rustup_adds_it() -> Result<(), String> {
    if sh::on_path("rustup").is_none() {
        return Err("it is not installed".to_owned());
    }
    let mut command = Command::new("rustup");
    // One try, and no stack trace in the answer: offline, this fails within a second.
    command.args(["target", "add", TRIPLE]).env("RUSTUP_MAX_RETRIES", "0").env_remove("RUST_BACKTRACE");
    sh::quiet(&mut command).map(drop).map_err(|error| {
        let said = error.to_string();
        let reason = said.lines().find_map(|line| line.strip_prefix("error: ")).unwrap_or("no reason given");
        // What follows are addresses and causes of causes.
        reason.split(": ").next().unwrap_or(reason).to_owned()
    })
}
