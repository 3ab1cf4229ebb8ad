//! The database tests, on both databases.

use super::cargo;
use super::summary::{Count, Summary};
use crate::tools::postgres::Postgres;
use anyhow::Result;
use std::process::Command;

/// The integration test of each crate that needs a database: `services`, `demo` and `server` have one each in `tests/main.rs`.
pub const TARGET: &str = "main";
/// Where the tests find the `PostgreSQL` server; without it they use `SQLite` files.
const URL: &str = "TEST_PG_URL";

/// Runs the part.
pub fn run(summary: &mut Summary) {
    summary.tests("database tests on SQLite", || cargo::counted(tests().env_remove(URL)));
    summary.tests("database tests on PostgreSQL", on_postgres);
}

fn on_postgres() -> Result<Count> {
    let server = Postgres::start()?;
    cargo::counted(tests().env(URL, server.url()))
}

fn tests() -> Command {
    let mut test = cargo::test();
    test.args(["--test", TARGET]);
    test
}
