//! The declaration editor: the one form that needs JavaScript.
//!
//! The server renders the fields as they are saved; the browser then runs the very rules of the server at each key
//! (`domain::declaration::check`), and says what they find where it belongs. A key touches the signals of its own field
//! and of those whose findings it changes, and nothing else is drawn again.

#![allow(clippy::large_types_passed_by_value, reason = "a desk is a few handles; only a debug build makes them large")]

mod clash;
mod desk;
mod emissions;
mod facilities;
mod field;
pub mod figure;
mod finding;
mod island;
pub mod labels;
mod lines;
mod merge;
pub(crate) mod page;
pub mod place;
mod products;
mod remarks;
mod rows;
mod saver;
pub mod section;
mod sheet;
pub mod start;
mod status;
mod summary;
mod told;
mod water;
pub mod wire;

pub use island::DeclarationEditor;
