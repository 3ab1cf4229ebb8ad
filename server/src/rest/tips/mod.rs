//! `/tips`: filing a tip-off, and tip-offs in numbers.

pub mod file;
pub mod statistics;
