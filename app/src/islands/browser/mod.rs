//! The two things that islands ask of the browser.
//!
//! The closures live as long as the page does: an island is never taken off a page, so they are handed to the browser
//! for good.

mod reload;
mod stream;

pub use reload::reload;
pub use stream::listen;
