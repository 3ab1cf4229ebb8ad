//! The data loggers: what each sent, what was refused and why.

mod days;
mod events;
mod facts;
mod frames;
mod list;
mod one;
mod rows;
mod switch;
mod words;

pub use list::list;
pub use one::show;
pub use rows::device_address;
pub use switch::{disable, enable};
