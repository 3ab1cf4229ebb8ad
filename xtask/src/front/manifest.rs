//! `manifest.json`: the addresses of what the pages ask for, each with its content's hash in the name.

use serde::Serialize;

/// The addresses, as the server puts them into the head of every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// The JavaScript that wasm-bindgen wrote for the islands.
    pub js: String,
    /// The islands.
    pub wasm: String,
    /// `public/boot.js`, which starts them.
    pub boot: String,
    /// The style sheet.
    pub style: String,
}

impl Manifest {
    /// What a browser loads besides the page.
    pub fn addresses(&self) -> [&str; 4] {
        [&self.js, &self.wasm, &self.boot, &self.style]
    }
}
