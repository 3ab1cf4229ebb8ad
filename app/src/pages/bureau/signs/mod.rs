//! Signs in the data at the bureau.

mod entry;
mod forms;
mod post;
mod sent;
mod show;
mod state;

pub use post::post;
pub use show::show;
