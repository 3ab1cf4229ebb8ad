//! `manifest.json`: the addresses of what the pages ask for, each with its content's hash in the name.

use super::bundle::Bundle;
use serde::Serialize;

/// The islands of a bundle: a module and the JavaScript that wasm-bindgen wrote for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Addresses {
    /// The JavaScript.
    pub js: String,
    /// The module.
    pub wasm: String,
}

/// The addresses, as the server puts them into the head of every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// The islands of public pages.
    pub public: Addresses,
    /// All islands, for those who are signed in.
    pub desk: Addresses,
    /// `public/boot.js`, which starts them.
    pub boot: String,
    /// The style sheet.
    pub style: String,
}

impl Manifest {
    /// What a browser loads besides the page that has islands of this bundle.
    pub fn addresses(&self, bundle: Bundle) -> [&str; 4] {
        let Addresses { js, wasm } = match bundle {
            Bundle::Public => &self.public,
            Bundle::Desk => &self.desk,
        };
        [js, wasm, &self.boot, &self.style]
    }
}
