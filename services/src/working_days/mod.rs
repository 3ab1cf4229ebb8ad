//! The calendar by which terms are counted: what came with the program, and what was delivered under `calendar` since.

mod board;
mod delivered;

pub use board::WorkingDays;
pub(crate) use delivered::read;
