//! The exposure board and the page of a case.

mod board;
mod case;
mod gone;

pub use board::show as board;
pub use case::show as case;
