//! The webhook: what people are told by mail goes, signed, to a program of the city too, which hands it to the city's own
//! gateway of short messages or `WeChat`.
//!
//! A message is a row in the transaction of what it is about, and a job posts it: again and again while nobody answers, then
//! it waits for the administrator. It may come twice, with the same number; the receiver drops what it knows.

mod adapter;
mod payload;
mod post;
mod queue;
mod signature;

pub use adapter::{BadSetting, PATIENCE, Received, Webhook};
pub use payload::Payload;
pub(crate) use post::post;
pub(crate) use queue::{is_queued, queue};
pub use signature::{HEADER, sign};
