//! What islands ask of the browser.
//!
//! The closures live as long as the page does: an island is never taken off a page, so they are handed to the browser
//! for good.

#[cfg(feature = "desk")]
mod account;
#[cfg(feature = "public")]
mod clock;
#[cfg(feature = "desk")]
mod navigation;
#[cfg(feature = "public")]
mod probe;
#[cfg(feature = "public")]
mod reload;
#[cfg(feature = "public")]
mod stream;

#[cfg(feature = "desk")]
pub use account::on_account;
#[cfg(feature = "public")]
pub use clock::{clock, every, moment};
#[cfg(feature = "desk")]
pub use navigation::{focus, go, guard};
#[cfg(feature = "public")]
pub use probe::probe;
#[cfg(feature = "public")]
pub use reload::{reload, reread};
#[cfg(feature = "public")]
pub use stream::{Event, listen};
