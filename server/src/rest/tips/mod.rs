//! `/tips`: filing a tip-off, and tip-offs in numbers.

pub mod filing;
pub mod statistics;
