//! Events of exceedance at the bureau.

mod entry;
mod filter;
mod forms;
mod post;
mod queue;
mod sent;
mod show;
mod state;

pub use post::post;
pub use queue::show as queue;
pub use show::show;
