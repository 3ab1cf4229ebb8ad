//! The use cases of Mingjian: they read and write the store, and know neither HTTP nor views.
//!
//! A use case asks `domain::access::may`, loads its rows through their owner, leaves the judgement to `domain`, and
//! answers with plain structs. Everything it needs comes in a [`Ctx`]: the store, the clock, the live board, mail, keys.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod accounts;
pub mod audit;
pub mod bureau;
pub mod cases;
mod ctx;
pub mod declarations;
pub mod devices;
mod error;
pub mod evidence;
pub mod feeds;
pub mod findings;
mod form_key;
mod guards;
pub mod jobs;
pub mod law;
pub mod mail;
pub mod monitoring;
pub mod once;
pub mod public;
pub mod register;
mod secret;
mod seen;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod throttle;
pub mod tips;

pub use ctx::{Clock, Ctx};
pub use error::{Error, Result};
pub use form_key::FormKey;
pub use seen::Seen;
