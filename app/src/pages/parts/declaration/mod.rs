//! A declaration to be read: by the enterprise that filed it, and by the bureau.

mod content;
mod facts;
mod signed;

pub use content::{called, gas_means, section, whole};
pub use facts::{facts, text_file};
pub use signed::{signed, signed_line};
