//! Cases at the bureau.

mod begin;
mod doubt;
mod edit;
mod form;
mod form_parts;
mod labels;
mod list;
mod next_step;
mod post;
mod progress;
mod sent;
mod show;
mod steps;
mod text;
mod typed;

pub use begin::{begin, new};
pub use edit::{edit, write};
pub use labels::stage_name;
pub use list::show as list;
pub use post::post;
pub use show::show;
