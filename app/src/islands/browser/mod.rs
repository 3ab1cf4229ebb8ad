//! What islands ask of the browser.
//!
//! The closures live as long as the page does: an island is never taken off a page, so they are handed to the browser
//! for good.

#[cfg(feature = "desk")]
mod account;
mod clock;
#[cfg(feature = "desk")]
mod place;
mod probe;
mod reload;
#[cfg(feature = "desk")]
mod send;
mod stream;

#[cfg(feature = "desk")]
pub use account::on_account;
pub use clock::{clock, every, moment};
#[cfg(feature = "desk")]
pub use place::{focus, go, guard};
pub use probe::probe;
pub use reload::{reload, reread};
#[cfg(feature = "desk")]
pub use send::send;
pub use stream::{Event, listen};
