//! Means of the own enterprise that stood above their limits.

mod answer;
mod form;
mod list;
mod one;

pub use answer::answer;
pub use list::list;
pub use one::show;
