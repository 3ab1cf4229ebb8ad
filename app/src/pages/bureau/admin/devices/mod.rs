//! The data loggers: what each sent, what was refused and why.

mod days;
mod events;
mod facts;
mod frames;
mod held;
mod list;
mod notices;
mod one;
mod password;
mod rows;
mod switch;
mod words;

pub use held::{discard, release};
pub use list::list;
pub use one::show;
pub use password::reveal;
pub use rows::device_address;
pub use switch::{disable, enable};
