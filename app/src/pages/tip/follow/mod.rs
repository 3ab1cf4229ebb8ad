//! Following a tip-off with its code. The code comes with every form and is given back in the next one, so it is typed
//! once and stands neither in a cookie nor in an address.

mod asked;
mod dialogue;
mod enter;
mod open;
mod report;
mod state;

pub use asked::Written;
pub use enter::{enter, not_found, redirect};
pub use open::{followed, open};
