//! Findings that the bureau asked the enterprise about.

mod explain;
mod form;
mod list;
mod one;
mod words;

pub use explain::explain;
pub use list::list;
pub use one::show;
