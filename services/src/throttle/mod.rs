//! Slowing down who asks too often. Kept in memory: a restart forgives, and no address ever reaches the disk.

mod backoff;
mod bounded_pool;
mod bucket;
mod client;
mod known_clients;
mod places;
mod turns;

pub use backoff::{Backoff, BackoffPolicy};
pub(crate) use bounded_pool::BoundedPool;
pub use bucket::Bucket;
pub use client::{ClientKey, NetworkKey};
pub use known_clients::KnownClients;
pub use places::{Place, Places};
pub use turns::{Passed, Turns};

use crate::Error;

/// The most keys that one throttle remembers: a flood of made-up keys must not become a flood of memory.
const MOST_KEYS: usize = 50_000;

/// The refusal that tells how long to wait; begun seconds counted whole.
fn wait(millis: i64) -> Error {
    Error::Throttled { seconds: u64::try_from(millis).unwrap_or_default().div_ceil(1_000).max(1) }
}
