//! What commands print: results on standard output, everything else on standard error.

use std::io::Write;

/// A line of a result. Where nobody reads it any more (`mingjian devices | head`) there is nobody to tell.
pub fn line(text: &str) {
    let _closed = writeln!(std::io::stdout().lock(), "{text}");
}

/// A line for the person at the terminal.
pub fn error(text: &str) {
    let _closed = writeln!(std::io::stderr().lock(), "{text}");
}
