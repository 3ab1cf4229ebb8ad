//! What others deliver: how it comes in, its import, and who is meant by it.

mod bills;
mod doubtful;
mod hours;
mod import;
mod labels;
mod page;
mod provider;
mod providers;

pub use doubtful::{decide, show as doubtful};
pub use import::{import, show as import_page, template};
pub use labels::kind_name;
pub use page::show;
pub use provider::show as provider;
