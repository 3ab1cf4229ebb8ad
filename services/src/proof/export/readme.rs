//! What stands beside the files, for whoever opens the archive without knowing the portal.

/// The text, in Chinese and in English.
pub const TEXT: &str = include_str!("readme.md");
