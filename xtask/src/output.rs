//! All that the build tool prints: one line per step, with the time since it was started.
#![allow(clippy::print_stdout)]

use std::sync::OnceLock;
use std::time::{Duration, Instant};

static STARTED: OnceLock<Instant> = OnceLock::new();

/// Starts the clock that every later line shows.
pub fn start() {
    STARTED.get_or_init(Instant::now);
}

/// One step, as it happens.
pub fn step(text: &str) {
    let elapsed = STARTED.get_or_init(Instant::now).elapsed();
    println!("{:>7}  {text}", seconds(elapsed));
}

/// A line without a time: a row of a table, or what a tool under us printed.
pub fn plain(text: &str) {
    println!("{text}");
}

/// Why the command ended early, causes included.
pub fn error(error: &anyhow::Error) {
    println!("error: {error:#}");
}

/// A duration as people read it: `0.4 s`, `12.3 s`, `4 min 05 s`.
pub fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 100 {
        return format!("{:.1} s", duration.as_secs_f64());
    }
    format!("{} min {:02} s", whole / 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_durations_are_told_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(432)), "0.4 s");
        assert_eq!(seconds(Duration::from_millis(99_940)), "99.9 s");
        assert_eq!(seconds(Duration::from_secs(245)), "4 min 05 s");
    }
}
