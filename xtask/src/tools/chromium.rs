//! The browser of the journeys.

use crate::sh;
use crate::tools::apt;
use anyhow::Result;
use std::env;
use std::path::PathBuf;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser's path: `$CHROMIUM`, else the first found, else Debian's, installed now.
pub fn find() -> Result<PathBuf> {
    if let Some(given) = env::var_os("CHROMIUM") {
        return Ok(given.into());
    }
    if let Some(found) = NAMES.into_iter().find_map(sh::on_path) {
        return Ok(found);
    }
    apt::install(&["chromium"], "the browser journeys")?;
    Ok("/usr/bin/chromium".into())
}
