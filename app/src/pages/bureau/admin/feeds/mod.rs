//! Whether the data that declarations are compared with comes in.

mod bills;
mod hours;
mod labels;
mod page;

pub use page::show;
