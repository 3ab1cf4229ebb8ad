//! `cargo xtask front`: the front end alone, for work on the style sheet beside a running server.

use crate::front::{self, Bundle};
use crate::output;
use anyhow::Result;

/// Builds `target/site` and prints the names that pages ask for.
pub fn run() -> Result<()> {
    let manifest = front::build()?;
    for bundle in Bundle::ALL {
        output::plain(&format!("{}: {}", bundle.name(), manifest.addresses(bundle).join(" ")));
    }
    Ok(())
}
