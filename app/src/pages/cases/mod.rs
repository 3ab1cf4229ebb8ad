//! The exposure board and the page of a case.

mod board;
mod case;

pub use board::show as board;
pub use case::show as case;
