//! A secret that stands in a file.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

/// The secret, without blanks around it.
///
/// # Errors
/// In words, where it cannot be read, or others can read it.
pub(crate) fn from_file(file: &Path) -> Result<String, String> {
    let seen = fs::metadata(file).map_err(|error| error.to_string())?;
    if seen.permissions().mode() & 0o077 != 0 {
        return Err(format!("others can read it; run: chmod 600 {}", file.display()));
    }
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    Ok(text.trim().to_owned())
}
