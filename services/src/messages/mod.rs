//! Telling people: one outlet for all that the portal tells, by mail and by the webhook, to each as they chose.

mod choices;
mod posted;
mod tell;

pub use choices::{Choice, Told, choose, told};
pub use posted::{Posted, PostedPage, post_again, posted};
pub(crate) use tell::{tell, tell_once};
