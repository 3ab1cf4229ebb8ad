//! The declaration editor: the one form that needs JavaScript.
//!
//! The server renders the fields as they are saved; the browser then runs the very rules of the server at each key
//! (`domain::declaration::check`), and says what they find where it belongs. `model` is the form and its saving without a
//! browser; `live_sheet` gives each field of the page a signal, `autosave` gives the model timers and the network
//! (`crate::functions::draft`), `view` draws. Which fields there are stands in the table of the form
//! (`domain::declaration::form`).

#![allow(
    clippy::large_types_passed_by_value,
    reason = "an editor is a few handles; only a debug build makes them large"
)]

mod autosave;
mod handle;
mod island;
mod live_sheet;
mod model;
mod page;
pub mod start;
mod view;

pub use island::DeclarationEditor;
