//! Findings of the cross-check at the bureau.

mod chart;
mod dialogue;
mod entry;
mod evidence;
mod filter;
mod forms;
mod next_step;
mod post;
mod queue;
mod sent;
mod show;
mod sides;

pub use post::post;
pub use queue::show as queue;
pub use show::show;
