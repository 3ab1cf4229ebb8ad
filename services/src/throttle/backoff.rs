//! Guessing: every failed try after the first few doubles the wait.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::{BuildHasher, Hash},
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::time::{HOUR, Stamp};

use super::{MOST_KEYS, wait};
use crate::Result;

/// Failures are forgotten when so long passed without a try.
const FORGET: i64 = HOUR;

/// The end of a wait that there is not.
const NO_WAIT: Stamp = Stamp(i64::MIN);

/// How many failures a throttle lets pass, and how long it makes wait after that.
#[derive(Clone, Copy, Debug)]
pub struct BackoffPolicy {
    /// Failures that cost no wait.
    pub free: u32,
    /// The wait after the first failure that does, in milliseconds; each further one doubles it.
    pub first: i64,
    /// The longest wait, in milliseconds.
    pub longest: i64,
}

/// Tries by key.
#[derive(Debug)]
pub struct Backoff {
    policy: BackoffPolicy,
    scramble: RandomState,
    keys: Mutex<HashMap<u64, Mark>>,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    failures: u32,
    last: Stamp,
    until: Stamp,
}

impl Backoff {
    /// A throttle that has seen nothing.
    pub fn new(policy: BackoffPolicy) -> Self {
        Self { policy, scramble: RandomState::new(), keys: Mutex::default() }
    }

    /// Lets a try pass or says how long to wait, by a clock that nobody sets. The try counts as failed at once, so that
    /// a hundred tries at the same moment are a hundred tries; [`forgive`](Self::forgive) it when it turns out to be
    /// right.
    pub fn admit(&self, key: &impl Hash, now: Stamp) -> Result<()> {
        let key = self.scramble.hash_one(key);
        let mut keys = self.lock();
        let old = keys.get(&key).copied().filter(|mark| now.since(mark.until.max(mark.last)) < FORGET);
        if let Some(mark) = old.filter(|mark| mark.until > now) {
            return Err(wait(mark.until.since(now)));
        }
        if keys.len() >= MOST_KEYS {
            keys.retain(|_, mark| mark.until > now);
        }
        let failures = old.map_or(0, |mark| mark.failures).saturating_add(1);
        keys.insert(key, Mark { failures, last: now, until: now.plus(self.policy.wait_after(failures)) });
        Ok(())
    }

    /// Takes one try back: it was right. What failed before still counts, or whoever knows one right answer could
    /// guess at others for ever.
    pub fn forgive(&self, key: &impl Hash) {
        let key = self.scramble.hash_one(key);
        let mut keys = self.lock();
        match keys.get_mut(&key) {
            Some(mark) if mark.failures > 1 => {
                mark.failures -= 1;
                mark.until = NO_WAIT;
            }
            Some(_) => drop(keys.remove(&key)),
            None => {}
        }
    }

    /// Forgets a key: whoever it stands for has shown who they are.
    pub fn forget(&self, key: &impl Hash) {
        self.lock().remove(&self.scramble.hash_one(key));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Mark>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BackoffPolicy {
    fn wait_after(self, failures: u32) -> i64 {
        match failures.checked_sub(self.free + 1) {
            None => 0,
            Some(doublings) => self.first.saturating_mul(1 << doublings.min(40)).min(self.longest),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::time::{MINUTE, SECOND};

    use super::*;
    use crate::Error;

    const POLICY: BackoffPolicy = BackoffPolicy { free: 2, first: SECOND, longest: MINUTE };

    #[track_caller]
    fn must_wait(answer: Result<()>) -> u64 {
        match answer {
            Err(Error::Throttled { seconds }) => seconds,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn waits_double_up_to_the_longest() {
        let waits: Vec<_> = [1, 2, 3, 4, 5, 8, 9, 60, u32::MAX].map(|n| POLICY.wait_after(n) / SECOND).into();
        assert_eq!(waits, [0, 0, 1, 2, 4, 32, 60, 60, 60]);
    }

    #[test]
    fn tries_at_the_same_moment_all_count() {
        let (throttle, now) = (Backoff::new(POLICY), Stamp(0));
        let passed = (0..100).filter(|_| throttle.admit(&"a", now).is_ok()).count();
        assert_eq!(passed, 3, "two free, and the one that begins the wait");
        assert_eq!(must_wait(throttle.admit(&"a", now.plus(1))), 1);
        assert!(throttle.admit(&"b", now).is_ok(), "others go on");
        assert!(throttle.admit(&"a", now.plus(SECOND)).is_ok());
        assert_eq!(must_wait(throttle.admit(&"a", now.plus(SECOND))), 2);
    }

    #[test]
    fn a_right_try_takes_back_itself_only() {
        let (throttle, now) = (Backoff::new(POLICY), Stamp(0));
        for _ in 0..50 {
            assert!(throttle.admit(&1, now).is_ok());
            throttle.forgive(&1);
        }
        for _ in 0..2 {
            throttle.admit(&1, now).unwrap();
        }
        throttle.admit(&1, now).unwrap();
        throttle.forgive(&1);
        throttle.admit(&1, now).unwrap();
        assert_eq!(must_wait(throttle.admit(&1, now)), 1, "the two that failed are not forgotten");
        throttle.forget(&1);
        assert!(throttle.admit(&1, now).is_ok());
    }

    #[test]
    fn who_was_right_waits_for_nothing_whatever_the_clock_does() {
        let throttle = Backoff::new(POLICY);
        for at in [5_000, 5_001] {
            throttle.admit(&1, Stamp(at)).unwrap();
        }
        throttle.admit(&1, Stamp(5_002)).unwrap();
        throttle.forgive(&1);
        assert!(throttle.admit(&1, Stamp(0)).is_ok(), "an earlier moment than the last try");
    }

    #[test]
    fn an_hour_of_rest_forgets() {
        let throttle = Backoff::new(POLICY);
        for at in [0, 1, 2] {
            throttle.admit(&1, Stamp(at)).unwrap();
        }
        assert!(throttle.admit(&1, Stamp(3 + SECOND + FORGET)).is_ok());
        assert!(throttle.admit(&1, Stamp(4 + SECOND + FORGET)).is_ok());
    }

    #[test]
    fn a_flood_of_keys_is_bounded() {
        let throttle = Backoff::new(POLICY);
        for key in 0..2 * MOST_KEYS {
            throttle.admit(&key, Stamp(0)).unwrap();
        }
        assert!(throttle.lock().len() <= MOST_KEYS);
    }
}
