//! Whether the data that declarations are compared with comes in.

mod bills;
mod hours;
mod page;
mod words;

pub use page::show;
