//! Enterprises' files at the bureau.

mod days;
mod declaration;
mod event;
mod held;
mod premises;
mod search;
mod show;
mod timeline;

pub use declaration::{show as declaration, text as declaration_text};
pub use premises::show as premises;
pub use search::show as search;
pub use show::show;
