//! Marks that enterprises set on their data: those that wait for the bureau, those longer than their limit, all.

mod filter;
mod post;
mod queue;
mod sent;
mod show;

pub use post::post;
pub use queue::show as queue;
pub use show::show;
