//! `cargo xtask front`: the front end alone, for work on the style sheet beside a running server.

use crate::{front, say};
use anyhow::Result;

/// Builds `target/site` and prints the names that pages ask for.
pub fn run() -> Result<()> {
    for address in front::build()?.addresses() {
        say::plain(address);
    }
    Ok(())
}
