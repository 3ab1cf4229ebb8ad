//! A font with Chinese characters: without one, what the browser shows is empty boxes, and widths are wrong.

use crate::sh;
use crate::tools::apt;
use anyhow::Result;
use std::process::Command;

/// Makes sure that some font covers Chinese.
pub fn ensure() -> Result<()> {
    let listed = sh::quiet(Command::new("fc-list").args([":lang=zh-cn", "family"]));
    if listed.is_ok_and(|families| !families.trim().is_empty()) {
        return Ok(());
    }
    apt::install(&["fontconfig", "fonts-noto-cjk"], "Chinese text in the browser")
}
