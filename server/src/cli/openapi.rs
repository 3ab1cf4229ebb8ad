//! `mingjian openapi`.

use super::print;
use crate::rest;

/// Prints the OpenAPI description of the REST interface.
pub fn run() -> anyhow::Result<()> {
    print::line(&rest::openapi().to_pretty_json()?);
    Ok(())
}
