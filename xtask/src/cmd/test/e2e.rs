//! The journeys of `end2end/`, in Chromium, against a server with a demo city of its own.

use super::summary::{Count, Summary};
use crate::cmd::server::{self, Purpose};
use crate::tools::postgres::Postgres;
use crate::tools::{apt, chromium, fonts, node};
use crate::{project, sh};
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// Runs the part; in the long form each journey in every setting.
pub fn run(summary: &mut Summary, long: bool) {
    summary.tests("browser journeys", || {
        node::ensure()?;
        fonts::ensure()?;
        let chromium = chromium::find()?;
        let program = server::build_with_front(Purpose::Tests)?;
        let tap = project::at("target/e2e.tap");
        forget(&tap)?;
        let mut runner = Command::new("node");
        runner.arg("run.mjs").current_dir(project::at("end2end"));
        runner.env("CHROMIUM", chromium).env("MINGJIAN", program).env("TAP", &tap);
        if long {
            runner.env("MINGJIAN_LONG", "1");
        }
        let status = runner.status().context("cannot start node")?;
        let count = counted(&fs::read_to_string(&tap).unwrap_or_default());
        if count.failed == 0 && (!status.success() || count.passed == 0) {
            bail!("the journeys could not run ({status})");
        }
        Ok(count)
    });
    summary.tests("the installer's path", install);
}

/// Follows the README's part for a real city, with a database and a proxy of its own.
fn install() -> Result<Count> {
    if sh::on_path("nginx").is_none() && !Path::new("/usr/sbin/nginx").is_file() {
        apt::install(&["nginx-light", "openssl"], "the installer's path")?;
    }
    let postgres = Postgres::start()?;
    let program = server::build(Purpose::Tests)?;
    let tap = project::at("target/install.tap");
    forget(&tap)?;
    let mut runner = Command::new("node");
    runner.args(["--test", "--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap"]);
    runner.arg(format!("--test-reporter-destination={}", tap.display())).arg("install/install.test.mjs");
    // Where Debian keeps what only root is thought to start.
    let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default());
    runner.current_dir(project::at("end2end")).env("PATH", path);
    runner.env("MINGJIAN", program).env("POSTGRES", postgres.url());
    let status = runner.status().context("cannot start node")?;
    let count = counted(&fs::read_to_string(&tap).unwrap_or_default());
    if count.failed == 0 && (!status.success() || count.passed == 0) {
        bail!("the installer's path could not be followed ({status})");
    }
    Ok(count)
}

/// Takes the report of the run before away: where this one comes to none, that one's numbers are not its own.
fn forget(tap: &Path) -> Result<()> {
    match fs::remove_file(tap) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", tap.display()))
        }
        _ => Ok(()),
    }
}

/// The last lines of a TAP report: `# pass 12` and `# fail 0`.
fn counted(tap: &str) -> Count {
    let number = |what: &str| {
        let said = tap.lines().rev().find_map(|line| line.strip_prefix(what));
        said.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Count { passed: number("# pass "), failed: number("# fail ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_counted() {
        assert_eq!(counted("ok 1 - home\n# tests 3\n# pass 2\n# fail 1\n"), Count { passed: 2, failed: 1 });
        assert_eq!(counted(""), Count::default());
    }

    #[test]
    fn an_old_report_is_none_of_this_run() {
        let folder = tempfile::tempdir().unwrap();
        let tap = folder.path().join("e2e.tap");
        fs::write(&tap, "# pass 12\n# fail 3\n").unwrap();
        forget(&tap).unwrap();
        forget(&tap).unwrap();
        assert!(!tap.exists());
    }
}
