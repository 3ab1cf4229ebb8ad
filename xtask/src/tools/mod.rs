//! What the machine must have, one tool per file: each finds it, fetches it where that is possible, or says in one
//! sentence what to install.

pub mod apt;
pub mod chromium;
pub mod debug_info;
pub mod deny;
pub mod fonts;
pub mod machete;
pub mod node;
pub mod postgres;
pub mod wasm_opt;
pub mod wasm_target;
