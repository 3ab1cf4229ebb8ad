//! What is past its term, what is held, and what went.

mod labels;
mod post;
mod sent;
mod show;

pub use labels::class as class_name;
pub use post::{lift, place};
pub use show::show;
