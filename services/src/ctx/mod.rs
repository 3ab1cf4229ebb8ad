//! What a use case is given.

mod parts;

use std::{ops::Deref, sync::Arc, time::Instant};

use domain::time::{HOUR, Stamp};

use crate::store::Store;
use parts::Parts;

pub use parts::Part;

/// Tells the time; a test stands on any day it likes.
pub type Clock = Arc<dyn Fn() -> Stamp + Send + Sync>;

/// What a use case is given: the store, the clocks, the portal's address, and what modules keep in memory. Very cheap to
/// clone: each request does it dozens of times on its way through the layers of the server.
///
/// A module that keeps something in memory names it where it is at home, as a method of `Ctx`: `ctx.live()` stands in
/// `monitoring`, `ctx.mailer()` in `mail`.
#[derive(Clone)]
pub struct Ctx(Arc<Inner>);

/// What a context holds.
#[derive(Clone)]
pub struct Inner {
    /// The database.
    pub store: Store,
    parts: Parts,
    clock: Clock,
    steady: Clock,
    public_url: Option<Arc<str>>,
}

impl Deref for Ctx {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Ctx {
    /// The same with something else in it.
    fn but(self, change: impl FnOnce(&mut Inner)) -> Self {
        let mut inner = Arc::unwrap_or_clone(self.0);
        change(&mut inner);
        Self(Arc::new(inner))
    }

    /// A context with the machine's clocks.
    pub fn new(store: Store) -> Self {
        let start = Instant::now();
        let steady = move || Stamp(i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX));
        Self::at(store, Arc::new(|| Stamp::from(chrono::Utc::now()))).with_steady(Arc::new(steady))
    }

    /// A context with a clock of the caller's, which is the steady one too.
    pub fn at(store: Store, clock: Clock) -> Self {
        Self(Arc::new(Inner { store, parts: Parts::default(), steady: clock.clone(), clock, public_url: None }))
    }

    /// The same over another store.
    #[must_use]
    pub fn with_store(self, store: Store) -> Self {
        self.but(|inner| inner.store = store)
    }

    /// The same with a steady clock of its own.
    #[must_use]
    pub fn with_steady(self, steady: Clock) -> Self {
        self.but(|inner| inner.steady = steady)
    }

    /// The same with the address under which people reach the portal, without a stroke at its end.
    #[must_use]
    pub fn with_public_url(self, url: Option<&str>) -> Self {
        self.but(|inner| inner.public_url = url.map(|url| url.trim_end_matches('/').into()))
    }

    /// The same with this part in place of the one that would be made.
    #[must_use]
    pub(crate) fn with<T: Part>(self, part: T) -> Self {
        self.but(|inner| inner.parts = inner.parts.with(part))
    }

    /// What a module keeps in memory.
    pub(crate) fn part<T: Part>(&self) -> T {
        self.parts.get()
    }

    /// The same store at another moment, for a past that is written today: the clock stands still, and nobody listens.
    #[must_use]
    pub fn then(&self, at: Stamp) -> Self {
        Self::at(self.store.clone(), Arc::new(move || at))
    }

    /// The same portal, whose clock tells nothing but the hour of a moment: for what somebody does who wants to stay
    /// unknown. All that is written with it has that hour and nothing finer, whatever table it goes into. Waits go by the
    /// steady clock as ever.
    #[must_use]
    pub(crate) fn by_the_hour(&self, at: Stamp) -> Self {
        let hour = at.floor(HOUR);
        self.clone().but(|inner| inner.clock = Arc::new(move || hour))
    }

    /// The present moment.
    pub fn now(&self) -> Stamp {
        (self.clock)()
    }

    /// A moment of a clock that nobody sets and that only goes on: for waits. It says nothing about the time of day.
    pub fn steady(&self) -> Stamp {
        (self.steady)()
    }

    /// The address under which people reach the portal, where it was told: `https://mingjian.example`.
    pub fn public_url(&self) -> Option<&str> {
        self.public_url.as_deref()
    }
}
