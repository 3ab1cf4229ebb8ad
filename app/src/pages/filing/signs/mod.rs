//! Stretches of the own data about which the bureau asked.

mod answer;
mod form;
mod list;
mod one;

pub use answer::answer;
pub use list::list;
pub use one::show;
