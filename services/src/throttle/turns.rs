//! Turns: so many at once, then one after the other, each of whom is told when it is theirs.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::{BuildHasher, Hash},
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::time::{MINUTE, Stamp};

use super::{MOST_KEYS, wait};
use crate::Result;

/// How long a turn is kept for whoever does not come, in milliseconds.
const KEPT: i64 = 2 * MINUTE;
/// The most who wait for one key.
const MOST_WAITING: usize = 100;

/// Tries by key, as in a [`Bucket`](super::Bucket): a burst, and then a pace. Beyond it each of those who try has a turn of
/// their own, which nobody takes from them by being quicker: who asks once a second gets as many turns as who asks once.
/// So whoever waits as long as they were told gets through, however many others try.
#[derive(Debug)]
pub struct Turns {
    burst: i64,
    every: i64,
    scramble: RandomState,
    lines: Mutex<HashMap<u64, Line>>,
}

/// How a try has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// As one of the burst.
    AtOnce,
    /// In the turn that was waited for.
    InTurn,
}

#[derive(Debug)]
struct Line {
    /// When all tries will have been paid off, those that have a turn among them.
    paid_off: Stamp,
    /// When whose turn is.
    turns: HashMap<u64, Stamp>,
}

impl Turns {
    /// Lets `burst` pass at once, and one more every `every` milliseconds.
    pub fn new(burst: i64, every: i64) -> Self {
        Self { burst, every, scramble: RandomState::new(), lines: Mutex::default() }
    }

    /// Lets a try of `who` pass, or says when their turn is, by a clock that nobody sets.
    pub fn admit(&self, key: &impl Hash, who: &impl Hash, now: Stamp) -> Result<Passed> {
        let (key, who) = (self.scramble.hash_one(key), self.scramble.hash_one(who));
        let mut lines = self.lock();
        if lines.len() >= MOST_KEYS {
            lines.retain(|_, line| line.paid_off > now);
        }
        let line = lines.entry(key).or_insert_with(|| Line { paid_off: now, turns: HashMap::new() });
        line.turns.retain(|_, turn| now.since(*turn) < KEPT);
        match line.turns.get(&who) {
            Some(turn) if *turn > now => return Err(wait(turn.since(now))),
            Some(_) => {
                line.turns.remove(&who);
                return Ok(Passed::InTurn);
            }
            None => {}
        }
        let then = line.paid_off.max(now).plus(self.every);
        let over = then.since(now) - self.burst * self.every;
        if over > 0 && line.turns.len() >= MOST_WAITING {
            return Err(wait(over));
        }
        line.paid_off = then;
        if over <= 0 {
            return Ok(Passed::AtOnce);
        }
        line.turns.insert(who, now.plus(over));
        Err(wait(over))
    }

    /// Takes a try back that has done its work.
    pub fn forgive(&self, key: &impl Hash) {
        if let Some(line) = self.lock().get_mut(&self.scramble.hash_one(key)) {
            line.paid_off = line.paid_off.minus(self.every);
        }
    }

    /// Gives a try back that came to nothing by no fault of `who`: whoever had waited for a turn may come again at once.
    pub fn give_back(&self, key: &impl Hash, who: &impl Hash, passed: Passed, now: Stamp) {
        let (key, who) = (self.scramble.hash_one(key), self.scramble.hash_one(who));
        let mut lines = self.lock();
        let Some(line) = lines.get_mut(&key) else { return };
        // A turn has been counted already, and is only kept again. Who has been given another one meanwhile needs one.
        let is_counted_twice = match passed {
            Passed::AtOnce => true,
            Passed::InTurn => line.turns.insert(who, now).is_some(),
        };
        if is_counted_twice {
            line.paid_off = line.paid_off.minus(self.every);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Line>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::time::SECOND;

    use super::*;
    use crate::Error;

    #[track_caller]
    fn must_wait<T: std::fmt::Debug>(answer: Result<T>) -> i64 {
        match answer {
            Err(Error::Throttled { seconds }) => i64::try_from(seconds).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn who_waits_as_long_as_told_gets_through_whoever_else_tries() {
        let (turns, mut now) = (Turns::new(3, 6 * SECOND), Stamp(0));
        for other in 0..15 {
            let _tried = turns.admit(&"login", &other, now);
        }
        let told = must_wait(turns.admit(&"login", &"owner", now));
        assert!(told <= 15 * 6, "{told}");
        for second in 0..told {
            now = Stamp(second * SECOND);
            for other in 0..15 {
                let _tried = turns.admit(&"login", &other, now);
            }
        }
        assert!(turns.admit(&"login", &"owner", Stamp(told * SECOND)).is_ok());
        assert!(must_wait(turns.admit(&"login", &"owner", Stamp(told * SECOND))) > 0, "one turn, one try");
        assert!(turns.admit(&"another", &"owner", now).is_ok(), "others go on");
    }

    #[test]
    fn all_together_keep_the_pace() {
        let turns = Turns::new(3, 6 * SECOND);
        let mut passed = 0;
        for second in 0..600 {
            for who in 0..15 {
                passed += u32::from(turns.admit(&1, &who, Stamp(second * SECOND)).is_ok());
            }
        }
        assert!((90..=103).contains(&passed), "{passed}");
    }

    #[test]
    fn a_turn_that_nobody_takes_is_given_up_and_a_try_can_be_taken_back() {
        let turns = Turns::new(1, 6 * SECOND);
        turns.admit(&1, &"a", Stamp(0)).unwrap();
        turns.forgive(&1);
        turns.admit(&1, &"a", Stamp(0)).unwrap();
        assert_eq!(must_wait(turns.admit(&1, &"b", Stamp(0))), 6);
        turns.admit(&1, &"c", Stamp(KEPT + 6 * SECOND)).unwrap();
        assert!(must_wait(turns.admit(&1, &"b", Stamp(KEPT + 6 * SECOND))) > 0);
    }

    /// The portal could not look: who has waited for a turn does not wait for another.
    #[test]
    fn a_turn_that_came_to_nothing_is_given_back() {
        let (turns, login) = (Turns::new(1, 6 * SECOND), "login");
        assert_eq!(turns.admit(&login, &"a", Stamp(0)).unwrap(), Passed::AtOnce);
        let told = must_wait(turns.admit(&login, &"owner", Stamp(0)));
        must_wait(turns.admit(&login, &"c", Stamp(0)));
        let at = Stamp(told * SECOND);
        let passed = turns.admit(&login, &"owner", at).unwrap();
        assert_eq!(passed, Passed::InTurn);
        turns.give_back(&login, &"owner", passed, at);
        assert_eq!(
            turns.admit(&login, &"owner", at).unwrap(),
            Passed::InTurn,
            "at once, as soon as the portal can look"
        );
        // It is one try all the same, and the others wait as long as they were told.
        assert_eq!(must_wait(turns.admit(&login, &"owner", at)), 12);
        assert_eq!(turns.admit(&login, &"c", Stamp(12 * SECOND)).unwrap(), Passed::InTurn);
        // One of the burst is one of the burst again.
        let turns = Turns::new(1, 6 * SECOND);
        for _ in 0..3 {
            let passed = turns.admit(&login, &"a", Stamp(0)).unwrap();
            turns.give_back(&login, &"a", passed, Stamp(0));
        }
        // Who tried again while the portal was at the first try has one turn after it, and not two.
        turns.admit(&login, &"a", Stamp(0)).unwrap();
        must_wait(turns.admit(&login, &"b", Stamp(0)));
        let passed = turns.admit(&login, &"b", Stamp(6 * SECOND)).unwrap();
        let next = must_wait(turns.admit(&login, &"b", Stamp(6 * SECOND)));
        turns.give_back(&login, &"b", passed, Stamp(6 * SECOND));
        turns.admit(&login, &"b", Stamp(6 * SECOND)).unwrap();
        assert_eq!(
            must_wait(turns.admit(&login, &"c", Stamp(6 * SECOND))),
            next,
            "the turn that is not needed is free"
        );
    }
}
