//! `cargo xtask …`: set-up, build, run, test, bench.
//!
//! The only build tool of the project. It needs cargo; what else a step needs (the WebAssembly target, wasm-opt,
//! Chromium, `PostgreSQL`, fonts) it finds, or fetches from rustup, Debian or npm, and says so in one line as it
//! happens. Where it cannot fetch, one sentence says what to install.
//!
//! `cmd` holds one command per file, `circles` finds modules that need each other, `front` makes `target/site` out of the
//! islands, the style sheet and `public/`, `tools` finds or installs what the machine lacks.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[cfg(test)]
mod circles;
mod cmd;
mod front;
mod hash;
mod output;
mod project;
mod sh;
mod tools;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    output::start();
    match cmd::run(cmd::Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            output::error(&error);
            ExitCode::FAILURE
        }
    }
}
