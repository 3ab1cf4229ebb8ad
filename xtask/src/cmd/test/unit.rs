//! Format, lints, and every test that needs no database.

use super::summary::Summary;
use super::{cargo, db};
use crate::cmd::lint;
use crate::front::Bundle;
use crate::project::{self, Metadata};
use crate::sh;
use crate::tools::{deny, machete};
use anyhow::Result;
use std::process::Command;

/// How many cases a property is tried with in the long form; proptest's own number is 256.
const LONG_CASES: &str = "4096";

/// Runs the part; in the long form each property with many more cases.
pub fn run(summary: &mut Summary, long: bool) {
    summary.check("format", || run_cargo(&["fmt", "--all", "--check"]));
    summary.check("clippy", || lint::deny_warnings(cargo::test().args(["--all-targets", "--no-run"])));
    summary.check("clippy, xtask", || lint::deny_warnings(cargo::test_of_the_tool().arg("--no-run")));
    // What the browser gets is compiled with other features. They compile natively too, which needs no target.
    for (name, bundle) in [("clippy, public islands", Bundle::Public), ("clippy, all islands", Bundle::Desk)] {
        summary.check(name, || lint::deny_warnings(&mut islands(bundle)));
    }
    if deny::installed() {
        summary.check("licences and sources", || run_cargo(&["deny", "check"]));
    } else {
        summary.skip("licences and sources", "cargo-deny is not installed");
    }
    if machete::installed() {
        summary.check("unused dependencies", || run_cargo(&["machete"]));
    } else {
        summary.skip("unused dependencies", "cargo-machete is not installed");
    }
    summary.tests("unit tests", || {
        let metadata = Metadata::read()?;
        let mut test = cargo::test();
        test.args(["--lib", "--bins"]);
        if long {
            test.env("PROPTEST_CASES", LONG_CASES);
        }
        for name in metadata.integration_tests().into_iter().filter(|name| *name != db::TARGET) {
            test.args(["--test", name]);
        }
        cargo::counted(&mut test)
    });
    summary.tests("unit tests, xtask", || cargo::counted(&mut cargo::test_of_the_tool()));
    summary.tests("examples in the documentation", || cargo::counted(cargo::test().arg("--doc")));
}

fn islands(bundle: Bundle) -> Command {
    let mut cargo = project::cargo();
    cargo.args(["build", "--package", "app", "--lib", "--no-default-features", "--features", bundle.features()]);
    cargo
}

fn run_cargo(arguments: &[&str]) -> Result<()> {
    sh::run(project::cargo().args(arguments))
}
