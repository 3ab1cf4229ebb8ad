//! How fast a logger may send.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

const MINUTE: Duration = Duration::from_mins(1);

/// A bucket for each logger, whatever number of connections it opens: full it holds a minute's frames, and it fills at
/// the same rate.
#[derive(Debug)]
pub struct Rates {
    per_minute: u32,
    buckets: Mutex<HashMap<i64, Bucket>>,
}

#[derive(Debug)]
struct Bucket {
    /// Frames that may still be sent at once; below zero they are owed.
    left: f64,
    at: Instant,
}

impl Rates {
    /// `per_minute` frames for each logger.
    pub fn new(per_minute: u32) -> Self {
        Self { per_minute, buckets: Mutex::default() }
    }

    /// Takes one frame out of a logger's bucket; returns how long to wait before reading its next one.
    pub fn take(&self, device: i64, now: Instant) -> Duration {
        let full = f64::from(self.per_minute);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(device).or_insert(Bucket { left: full, at: now });
        let refilled = now.saturating_duration_since(bucket.at).as_secs_f64() / MINUTE.as_secs_f64() * full;
        bucket.left = (bucket.left + refilled).min(full) - 1.0;
        bucket.at = now;
        if bucket.left >= 0.0 { Duration::ZERO } else { MINUTE.mul_f64(-bucket.left / full) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minutes_frames_at_once_and_then_at_the_rate() {
        let rates = Rates::new(60);
        let start = Instant::now();
        for _ in 0..60 {
            assert_eq!(rates.take(1, start), Duration::ZERO);
        }
        assert_eq!(rates.take(1, start), Duration::from_secs(1));
        assert_eq!(rates.take(2, start), Duration::ZERO, "another logger has its own bucket");
        assert_eq!(rates.take(1, start + Duration::from_secs(2)), Duration::ZERO, "two came back, one was owed");
    }
}
