//! `cargo test`, with its verdicts counted.

use super::summary::Count;
use crate::cmd::lint;
use crate::{output, project, sh};
use anyhow::{Context as _, Result, bail};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

/// Every package but this one. Cargo resolves features for the packages that are named, and compiles a dependency
/// again for every set of features: so the same packages are named everywhere, and the build tool, which is compiled
/// for itself whenever it is called, is left out.
pub const EVERYTHING: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// `cargo test` for every package.
pub fn test() -> Command {
    test_of(&EVERYTHING)
}

/// `cargo test` for the build tool.
pub fn test_of_the_tool() -> Command {
    test_of(&["--package", "xtask"])
}

fn test_of(packages: &[&str]) -> Command {
    let mut cargo = project::cargo();
    lint::by_clippy(&mut cargo).args(["test", "--no-fail-fast"]).args(packages);
    cargo
}

/// Runs it, prints what it prints, and sums its "test result:" lines.
pub fn counted(cargo: &mut Command) -> Result<Count> {
    // libtest's short form: dots, and in full only what failed.
    cargo.args(["--", "--quiet"]);
    let mut child = cargo.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo has no output")?;
    let mut total = Count::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        if !line.trim().is_empty() && line.trim() != "running 0 tests" {
            output::plain(&line);
        }
        if let Some(count) = verdict(&line) {
            total += count;
        }
    }
    let status = child.wait()?;
    if !status.success() && total.failed == 0 {
        bail!("`{}` failed ({status})", sh::shown(cargo));
    }
    Ok(total)
}

/// The numbers of `test result: ok. 3 passed; 0 failed; …`.
fn verdict(line: &str) -> Option<Count> {
    let numbers = line.trim().strip_prefix("test result: ")?;
    let number = |what: &str| {
        let before = numbers.split(what).next()?;
        before.rsplit([' ', ';']).find(|word| !word.is_empty())?.parse().ok()
    };
    Some(Count { passed: number(" passed")?, failed: number(" failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_is_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(verdict(line), Some(Count { passed: 12, failed: 3 }));
        assert_eq!(verdict("running 12 tests"), None);
    }

    #[test]
    fn a_program_that_fails_without_a_failed_test_is_an_error() {
        assert!(counted(Command::new("sh").args(["-c", "exit 101"])).is_err());
        let failing = "echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored'; exit 101";
        assert_eq!(counted(Command::new("sh").args(["-c", failing])).unwrap(), Count { passed: 1, failed: 1 });
    }
}
