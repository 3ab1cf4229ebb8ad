//! The data loggers: what each sent, what was refused and why.

pub mod commands;
mod days;
mod events;
mod facts;
mod frames;
mod health;
mod held;
mod labels;
mod list;
mod notices;
mod one;
mod password;
mod post;
mod rows;
mod sent;
mod switch;

pub use list::list;
pub use one::show;
pub use post::{disable, discard, enable, release, reveal};
pub use rows::device_address;
