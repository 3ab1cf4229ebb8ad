//! How fast a logger may send, and how much of what it sends is kept.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

const MINUTE: Duration = Duration::from_mins(1);

/// The most buckets that are remembered.
const MOST: usize = 50_000;

/// A bucket for each logger or address, whatever number of connections it opens: full it holds what may come in a while,
/// and it fills at the same rate.
#[derive(Debug)]
pub struct Rates<K> {
    full: f64,
    within: Duration,
    buckets: Mutex<HashMap<K, Bucket>>,
}

#[derive(Debug)]
struct Bucket {
    /// Frames that may still be sent at once; below zero they are owed.
    left: f64,
    at: Instant,
}

impl<K: Eq + Hash> Rates<K> {
    /// `per_minute` frames for each.
    pub fn new(per_minute: u32) -> Self {
        Self::over(per_minute, MINUTE)
    }

    /// So many for each within a time.
    pub fn over(full: u32, within: Duration) -> Self {
        Self { full: f64::from(full), within, buckets: Mutex::default() }
    }

    /// Takes one frame out of a bucket, on credit where it is empty; returns how long to wait before reading the next one.
    pub fn take(&self, whose: K, now: Instant) -> Duration {
        self.take_all(whose, 1, now)
    }

    /// The same with so many at once: the bytes of a frame.
    pub fn take_all(&self, whose: K, count: usize, now: Instant) -> Duration {
        let wanted = u32::try_from(count).map_or(f64::INFINITY, f64::from);
        self.with(whose, now, |bucket| {
            bucket.left -= wanted;
            if bucket.left >= 0.0 { Duration::ZERO } else { self.within.mul_f64(-bucket.left / self.full) }
        })
    }

    /// Takes one out of a bucket if there is one in it.
    pub fn try_take(&self, whose: K, now: Instant) -> bool {
        self.try_take_all(whose, 1, now)
    }

    /// Takes so many out of a bucket if they are all in it.
    pub fn try_take_all(&self, whose: K, count: usize, now: Instant) -> bool {
        // More than fits into 32 bits is in no bucket.
        let wanted = u32::try_from(count).map_or(f64::INFINITY, f64::from);
        self.with(whose, now, |bucket| {
            let there = bucket.left >= wanted;
            if there {
                bucket.left -= wanted;
            }
            there
        })
    }

    /// Does something with a bucket as it stands now.
    fn with<T>(&self, whose: K, now: Instant, what: impl FnOnce(&mut Bucket) -> T) -> T {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST {
            // A bucket that nobody touched for so long is full again.
            buckets.retain(|_, bucket| now.saturating_duration_since(bucket.at) < self.within || bucket.left < 0.0);
        }
        let bucket = buckets.entry(whose).or_insert(Bucket { left: self.full, at: now });
        let refilled = now.saturating_duration_since(bucket.at).as_secs_f64() / self.within.as_secs_f64() * self.full;
        bucket.left = (bucket.left + refilled).min(self.full);
        bucket.at = now;
        what(bucket)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minutes_frames_at_once_and_then_at_the_rate() {
        let rates: Rates<i64> = Rates::new(60);
        let start = Instant::now();
        for _ in 0..60 {
            assert_eq!(rates.take(1, start), Duration::ZERO);
        }
        assert_eq!(rates.take(1, start), Duration::from_secs(1));
        assert_eq!(rates.take(2, start), Duration::ZERO, "another logger has its own bucket");
        assert_eq!(rates.take(1, start + Duration::from_secs(2)), Duration::ZERO, "two came back, one was owed");
    }

    #[test]
    fn bytes_beyond_the_budget_come_at_its_pace() {
        let day = Duration::from_hours(24);
        let (budget, start) = (Rates::over(86_400, day), Instant::now());
        assert_eq!(budget.take_all(1, 86_400, start), Duration::ZERO, "a day's worth at once, after a line was broken");
        assert_eq!(budget.take_all(1, 1_000, start), Duration::from_secs(1_000));
        assert_eq!(budget.take_all(2, 1_000, start), Duration::ZERO);
        assert_eq!(budget.take_all(1, 0, start + Duration::from_secs(1_000)), Duration::ZERO);
    }

    #[test]
    fn samples_end_when_the_bucket_is_empty_and_owe_nothing() {
        let rates = Rates::new(2);
        let start = Instant::now();
        let taken: Vec<_> = (0..5).map(|_| rates.try_take("address", start)).collect();
        assert_eq!(taken, [true, true, false, false, false]);
        assert!(rates.try_take("address", start + Duration::from_secs(31)));
    }

    #[test]
    fn a_budget_of_bytes_comes_back_over_the_day() {
        let hour = Duration::from_hours(1);
        let (budget, start) = (Rates::over(2_400, 24 * hour), Instant::now());
        assert!(budget.try_take_all(1, 2_000, start) && !budget.try_take_all(1, 500, start));
        assert!(budget.try_take_all(1, 400, start), "what is left is not lost");
        assert!(!budget.try_take_all(1, 300, start + 2 * hour) && budget.try_take_all(1, 300, start + 3 * hour));
    }
}
