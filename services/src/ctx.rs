//! What a use case is given.

use std::sync::Arc;

use domain::time::Stamp;

use crate::{
    guards::Guards,
    mail::Mailer,
    monitoring::{live::Live, registry::Registry},
    store::Store,
    tips::Keys,
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
    /// How mail leaves.
    pub mailer: Mailer,
    pub(crate) guards: Arc<Guards>,
    pub(crate) keys: Option<Keys>,
    clock: Clock,
}

impl Ctx {
    /// A context with the machine's clock.
    pub fn new(store: Store) -> Self {
        Self::at(store, Arc::new(|| Stamp::from(chrono::Utc::now())))
    }

    /// A context with a clock of the caller's.
    pub fn at(store: Store, clock: Clock) -> Self {
        Self {
            store,
            live: Live::default(),
            registry: Registry::default(),
            mailer: Mailer::default(),
            guards: Arc::default(),
            keys: None,
            clock,
        }
    }

    /// The same with a way for mail to leave. Without one mail waits.
    #[must_use]
    pub fn with_mailer(self, mailer: Mailer) -> Self {
        Self { mailer, ..self }
    }

    /// The same with the keys of tip-offs. Without them no tip-off can be filed or read.
    #[must_use]
    pub fn with_keys(self, keys: Keys) -> Self {
        Self { keys: Some(keys), ..self }
    }

    /// The present moment.
    pub fn now(&self) -> Stamp {
        (self.clock)()
    }
}
