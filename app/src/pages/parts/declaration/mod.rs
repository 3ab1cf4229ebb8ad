//! A declaration to be read: by the enterprise that filed it, and by the bureau.

mod content;
mod facts;
mod signed;

pub use content::{called, section, whole};
pub use facts::facts;
pub use signed::{signed, signed_line};
