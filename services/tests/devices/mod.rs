//! The loggers as the administrator sees them.

mod list;
mod one;
mod support;
mod switch;
