//! cargo-machete, which finds dependencies that nothing names. Used when it is there.

use crate::sh;

/// Whether `cargo machete` can be called.
pub fn installed() -> bool {
    sh::on_path("cargo-machete").is_some()
}
