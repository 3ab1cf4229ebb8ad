//! What was posted to the webhook.

mod again;
mod list;

pub use again::again;
pub use list::list;
