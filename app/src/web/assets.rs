//! The addresses of the built files.

use serde::Deserialize;

/// The islands of a page and what starts them: a module and the JavaScript that wasm-bindgen wrote for it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Bundle {
    /// The JavaScript.
    pub js: String,
    /// The module.
    pub wasm: String,
}

/// Addresses under which the server hands out the built files; each holds a hash of its content, so that a browser
/// may keep it for ever. Read from the build's `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Assets {
    /// The islands of public pages.
    pub public: Bundle,
    /// All islands: for pages of those who are signed in.
    pub desk: Bundle,
    /// `public/boot.js`, which starts the islands where a page has any.
    pub boot: String,
    /// The style sheet.
    pub style: String,
}
