//! Marks on the enterprise's own data: the days that can still be marked, setting one, and what became of each.

mod act;
mod entry;
mod form;
mod list;
mod one;
mod sent;
mod set;
mod strips;

pub use act::act;
pub use list::show;
pub use one::show as show_one;
pub use set::set;
