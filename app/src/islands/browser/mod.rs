//! What islands ask of the browser.
//!
//! The closures live as long as the page does: an island is never taken off a page, so they are handed to the browser
//! for good.

mod clock;
#[cfg(feature = "desk")]
mod account;
#[cfg(feature = "desk")]
mod place;
mod probe;
mod reload;
#[cfg(feature = "desk")]
mod send;
mod stream;

pub use clock::{clock, every, moment};
#[cfg(feature = "desk")]
pub use account::on_account;
#[cfg(feature = "desk")]
pub use place::{focus, go, guard};
pub use probe::probe;
pub use reload::{reload, reread};
#[cfg(feature = "desk")]
pub use send::send;
pub use stream::{Event, listen};
