//! The journeys of `end2end/`, in Chromium, against a server with a demo city of its own.

use super::summary::{Count, Summary};
use crate::cmd::server::{self, Purpose};
use crate::project;
use crate::tools::{chromium, fonts, node};
use anyhow::{Context as _, bail};
use std::fs;
use std::process::Command;

/// Runs the part; in the long form each journey in every setting.
pub fn run(summary: &mut Summary, long: bool) {
    summary.tests("browser journeys", || {
        node::ensure()?;
        fonts::ensure()?;
        let chromium = chromium::find()?;
        let program = server::build_with_front(Purpose::Tests)?;
        let tap = project::at("target/e2e.tap");
        let mut runner = Command::new("node");
        runner.arg("run.mjs").current_dir(project::at("end2end"));
        runner.env("CHROMIUM", chromium).env("MINGJIAN", program).env("TAP", &tap);
        if long {
            runner.env("MINGJIAN_LONG", "1");
        }
        let status = runner.status().context("cannot start node")?;
        let count = counted(&fs::read_to_string(&tap).unwrap_or_default());
        if !status.success() && count.failed == 0 {
            bail!("the journeys could not run ({status})");
        }
        Ok(count)
    });
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
}
