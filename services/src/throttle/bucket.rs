//! Volume: so many at once, then so many an hour.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::{BuildHasher, Hash},
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::time::Stamp;

use super::{MOST_KEYS, wait};
use crate::Result;

/// Requests by key. Each key has a debt in time that every request adds to and the clock pays off.
#[derive(Debug)]
pub struct Bucket {
    burst: i64,
    every: i64,
    scramble: RandomState,
    /// When each key will have paid off all its requests.
    paid_off: Mutex<HashMap<u64, Stamp>>,
}

impl Bucket {
    /// Lets `burst` pass at once, and one more every `every` milliseconds.
    pub fn new(burst: i64, every: i64) -> Self {
        Self { burst, every, scramble: RandomState::new(), paid_off: Mutex::default() }
    }

    /// Lets a request pass or says how long to wait, by a clock that nobody sets.
    pub fn admit(&self, key: &impl Hash, now: Stamp) -> Result<()> {
        let key = self.scramble.hash_one(key);
        let mut paid_off = self.lock();
        let then = paid_off.get(&key).copied().unwrap_or(now).max(now).plus(self.every);
        let over = then.since(now) - self.burst * self.every;
        if over > 0 {
            return Err(wait(over));
        }
        if paid_off.len() >= MOST_KEYS {
            paid_off.retain(|_, then| *then > now);
        }
        paid_off.insert(key, then);
        Ok(())
    }

    /// Whether a key has requests that are not paid off.
    pub fn owes(&self, key: &impl Hash, now: Stamp) -> bool {
        self.lock().get(&self.scramble.hash_one(key)).is_some_and(|then| *then > now)
    }

    /// Takes a request back.
    pub fn forgive(&self, key: &impl Hash) {
        if let Some(then) = self.lock().get_mut(&self.scramble.hash_one(key)) {
            *then = then.minus(self.every);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Stamp>> {
        self.paid_off.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::time::SECOND;

    use super::*;
    use crate::Error;

    #[test]
    fn a_burst_and_then_the_pace() {
        let (bucket, now) = (Bucket::new(3, 10 * SECOND), Stamp(0));
        assert_eq!((0..10).filter(|_| bucket.admit(&1, now).is_ok()).count(), 3);
        assert!(matches!(bucket.admit(&1, now.plus(SECOND)), Err(Error::Throttled { seconds: 9 })));
        assert!(bucket.admit(&2, now).is_ok(), "others go on");
        assert!(bucket.admit(&1, now.plus(10 * SECOND)).is_ok());
        assert!(bucket.admit(&1, now.plus(10 * SECOND)).is_err());
        assert!(bucket.owes(&1, now.plus(10 * SECOND)) && !bucket.owes(&1, now.plus(40 * SECOND)));
        assert!(!bucket.owes(&3, now));
        bucket.forgive(&1);
        assert!(bucket.admit(&1, now.plus(10 * SECOND)).is_ok());
    }
}
