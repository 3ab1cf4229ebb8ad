//! How fast a logger may send.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

const MINUTE: Duration = Duration::from_mins(1);

/// The most buckets that are remembered.
const MOST: usize = 50_000;

/// A bucket for each logger or address, whatever number of connections it opens: full it holds a minute's frames, and it
/// fills at the same rate.
#[derive(Debug)]
pub struct Rates<K> {
    per_minute: u32,
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
        Self { per_minute, buckets: Mutex::default() }
    }

    /// Takes one frame out of a bucket, on credit where it is empty; returns how long to wait before reading the next one.
    pub fn take(&self, whose: K, now: Instant) -> Duration {
        let full = f64::from(self.per_minute);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        forget(&mut buckets, now);
        let bucket = buckets.entry(whose).or_insert(Bucket { left: full, at: now });
        bucket.fill(full, now);
        bucket.left -= 1.0;
        if bucket.left >= 0.0 { Duration::ZERO } else { MINUTE.mul_f64(-bucket.left / full) }
    }
}

impl<K: Eq + Hash> Rates<K> {
    /// Takes one out of a bucket if there is one in it.
    pub fn try_take(&self, whose: K, now: Instant) -> bool {
        let full = f64::from(self.per_minute);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        forget(&mut buckets, now);
        let bucket = buckets.entry(whose).or_insert(Bucket { left: full, at: now });
        bucket.fill(full, now);
        let there = bucket.left >= 1.0;
        bucket.left -= f64::from(u8::from(there));
        there
    }
}

impl Bucket {
    fn fill(&mut self, full: f64, now: Instant) {
        let refilled = now.saturating_duration_since(self.at).as_secs_f64() / MINUTE.as_secs_f64() * full;
        self.left = (self.left + refilled).min(full);
        self.at = now;
    }
}

/// Makes room when there are too many: a bucket that nobody touched for a minute is full again.
fn forget<K: Eq + Hash>(buckets: &mut HashMap<K, Bucket>, now: Instant) {
    if buckets.len() >= MOST {
        buckets.retain(|_, bucket| now.saturating_duration_since(bucket.at) < MINUTE || bucket.left < 0.0);
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
    fn samples_end_when_the_bucket_is_empty_and_owe_nothing() {
        let rates = Rates::new(2);
        let start = Instant::now();
        let taken: Vec<_> = (0..5).map(|_| rates.try_take("address", start)).collect();
        assert_eq!(taken, [true, true, false, false, false]);
        assert!(rates.try_take("address", start + Duration::from_secs(31)));
    }
}
