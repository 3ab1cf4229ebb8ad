//! The addresses of the built files.

use serde::Deserialize;

/// Addresses under which the server hands out the built files; each holds a hash of its content, so that a browser
/// may keep it for ever. Read from the build's `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Assets {
    /// The JavaScript that wasm-bindgen wrote for the islands.
    pub js: String,
    /// The islands.
    pub wasm: String,
    /// `public/boot.js`, which starts the islands where a page has any.
    pub boot: String,
    /// The style sheet.
    pub style: String,
}
