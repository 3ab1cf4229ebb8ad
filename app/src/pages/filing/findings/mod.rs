//! Findings that the bureau asked the enterprise about.

mod explain;
mod form;
mod labels;
mod list;
mod one;

pub use explain::explain;
pub use list::list;
pub use one::show;
