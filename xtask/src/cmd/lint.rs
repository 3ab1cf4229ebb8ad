//! Clippy in the same compilation as the tests.
//!
//! `cargo clippy` checks every dependency once more, as it shares nothing with a build: four minutes on two cores. So
//! clippy's compiler stands in for rustc wherever the tests compile crates of ours; cargo keeps its warnings and repeats
//! them, and this module is what makes one of them fail the run.

use crate::{output, sh};
use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

/// Has clippy compile what is ours, whatever else this cargo is called for. The artifacts are kept apart from rustc's.
pub fn by_clippy(cargo: &mut Command) -> &mut Command {
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
}

/// Compiles and prints each warning; one is enough to fail.
pub fn deny_warnings(cargo: &mut Command) -> Result<()> {
    by_clippy(cargo).args(["--quiet", "--message-format=json"]);
    let mut child = cargo.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo has no output")?;
    let mut told: Vec<String> = Vec::new();
    for line in BufReader::new(output).lines() {
        // The library and its tests are compiled from the same lines.
        if let Some(warning) = warning(&line?).filter(|warning| !told.contains(warning)) {
            output::plain(&warning);
            told.push(warning);
        }
    }
    let status = child.wait()?;
    if !told.is_empty() {
        bail!("{} warnings or errors", told.len());
    }
    if !status.success() {
        bail!("`{}` failed ({status})", sh::shown(cargo));
    }
    Ok(())
}

#[derive(Deserialize)]
struct Line {
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    rendered: Option<String>,
}

/// What a line of cargo's report says that a person must read: a warning or an error.
fn warning(line: &str) -> Option<String> {
    serde_json::from_str::<Line>(line).ok()?.message?.rendered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_told_once_and_fails() {
        let line = r#"{"reason":"compiler-message","message":{"level":"warning","rendered":"warning: unused"}}"#;
        let twice = format!("echo '{line}'; echo '{line}'; echo '{{\"reason\":\"build-finished\",\"success\":true}}'");
        let error = deny_warnings(Command::new("sh").args(["-c", &twice, "sh"])).unwrap_err();
        assert_eq!(error.to_string(), "1 warnings or errors");
    }

    #[test]
    fn without_a_warning_the_exit_code_decides() {
        assert!(
            deny_warnings(Command::new("sh").args(["-c", "echo '{\"reason\":\"compiler-artifact\"}'", "sh"])).is_ok()
        );
        assert!(deny_warnings(Command::new("sh").args(["-c", "exit 101", "sh"])).is_err());
    }
}
