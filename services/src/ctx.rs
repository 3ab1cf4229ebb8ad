//! What a use case is given.

use std::sync::Arc;

use domain::time::Stamp;

use crate::{
    monitoring::{live::Live, registry::Registry},
    store::Store,
};

/// Tells the time; a test stands on any day it likes.
pub type Clock = Arc<dyn Fn() -> Stamp + Send + Sync>;

/// What a use case is given. Cheap to clone.
#[derive(Clone)]
pub struct Ctx {
    /// The database.
    pub store: Store,
    /// The newest values, and news of them.
    pub live: Live,
    /// Loggers, outlets and limits, kept in memory.
    pub registry: Registry,
    clock: Clock,
}

impl Ctx {
    /// A context with the machine's clock.
    pub fn new(store: Store) -> Self {
        Self::at(store, Arc::new(|| Stamp::from(chrono::Utc::now())))
    }

    /// A context with a clock of the caller's.
    pub fn at(store: Store, clock: Clock) -> Self {
        Self { store, live: Live::default(), registry: Registry::default(), clock }
    }

    /// The present moment.
    pub fn now(&self) -> Stamp {
        (self.clock)()
    }
}
