//! The use cases of Mingjian: they read and write the store, and know neither HTTP nor views.
//!
//! A use case asks `domain::access::may`, loads its rows through their owner, leaves the judgement to `domain`, and
//! answers with plain structs. Everything it needs comes in a [`Ctx`]: the store, the clock, the live board, mail, keys.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod accounts;
mod actor;
pub mod alarms;
pub mod api_tokens;
pub mod audit;
pub mod backup;
mod basis;
pub mod bureau;
pub mod cases;
pub mod commands;
mod conflict;
mod ctx;
pub mod declarations;
pub mod devices;
pub mod dialogue;
pub mod doctor;
mod error;
pub mod evidence;
pub mod exceedances;
pub mod export;
pub mod feeds;
pub mod findings;
mod form_key;
pub mod input;
pub mod jobs;
mod keys;
pub mod law;
pub mod mail;
pub mod map;
pub mod marks;
pub mod messages;
pub mod monitoring;
mod names;
pub mod oidc;
pub mod once;
mod owed;
mod pollutant;
pub mod proof;
pub mod public;
pub mod register;
pub mod retention;
mod secret;
mod seen;
pub mod signs;
pub mod site;
pub mod store;
pub mod throttle;
pub mod tips;
pub mod webhook;
pub mod worker;
pub mod working_days;

pub use basis::EventSaid;
pub use conflict::Conflict;
pub use ctx::{Clock, Ctx};
pub use error::{Error, Result};
pub use form_key::FormKey;
pub use names::Names;
pub use pollutant::Pollutant;
pub use seen::Seen;

/// Reads every file of the law that is part of the program, and the names of the trades. Whoever starts asks first.
///
/// # Errors
/// The first one that cannot be read, and why.
pub fn check_law() -> std::result::Result<(), law::Unreadable> {
    law::check()?;
    retention::check()?;
    signs::check()?;
    public::check_trades()
}
