//! What a logger has to send by when. Pure: the clock is passed in.

use domain::{
    measurement::Interval,
    time::{DAY, HOUR, MINUTE, Stamp},
};

use super::model::noise::{mix, unit};

/// The start of the next period of each kind that the portal does not have; absent where it has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Ten minutes.
    pub minute: Option<Stamp>,
    /// Hours.
    pub hour: Option<Stamp>,
    /// Days.
    pub day: Option<Stamp>,
    /// Five minutes, of a logger that watches a furnace.
    pub five_minutes: Option<Stamp>,
}

/// Something to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Over which period.
    pub interval: Interval,
    /// The instant, or the start of the period.
    pub at: Stamp,
    /// Whether it should have been sent before.
    pub late: bool,
}

/// How far back a logger's own store goes.
const MINUTES_KEPT: i64 = 26 * HOUR;
const HOURS_KEPT: i64 = 8 * DAY;
const DAYS_KEPT: i64 = 40 * DAY;
/// After this a period counts as late.
const LATE: i64 = 5 * MINUTE;

/// A logger's timetable.
#[derive(Clone, Debug)]
pub struct Schedule {
    every: i64,
    next_instant: Stamp,
    /// Interval, its length, the start of the next period.
    periods: Vec<(Interval, i64, Stamp)>,
    /// How long after the end of a period it is sent: loggers are not all equally quick.
    delay: i64,
}

impl Schedule {
    /// The timetable of a logger that sends an instant every `every` milliseconds. Phases are spread by the seed.
    pub fn new(every: i64, sent: Sent, seed: u64, now: Stamp) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "at most an hour")]
        let share = |place: i64, of: i64| (unit(mix(seed), place) * of as f64) as i64;
        let next = |stored: Option<Stamp>, length, kept| stored.unwrap_or(now).max(now.minus(kept)).floor(length);
        Self {
            every: every.max(1),
            next_instant: now.plus(share(0, every)),
            periods: vec![
                (Interval::Minute, 10 * MINUTE, next(sent.minute, 10 * MINUTE, MINUTES_KEPT)),
                (Interval::Hour, HOUR, next(sent.hour, HOUR, HOURS_KEPT)),
                (Interval::Day, DAY, next(sent.day, DAY, DAYS_KEPT)),
            ],
            delay: 2_000 + share(1, 28_000),
        }
    }

    /// With the means of a furnace over five minutes as well.
    #[must_use]
    pub fn with_furnace(mut self, stored: Option<Stamp>, now: Stamp) -> Self {
        let (interval, length) = (Interval::FiveMinutes, 5 * MINUTE);
        let next = stored.unwrap_or(now).max(now.minus(MINUTES_KEPT)).floor(length);
        self.periods.insert(0, (interval, length, next));
        self
    }

    /// Changes the rhythm of instants, from the next one on.
    pub fn set_every(&mut self, every: i64) {
        self.every = every.max(1);
    }

    /// Takes what is due at `now`, periods in order of their ends, then the instant.
    pub fn take(&mut self, now: Stamp) -> Vec<Due> {
        let mut due = Vec::new();
        for (interval, length, next) in &mut self.periods {
            while next.plus(*length + self.delay) <= now {
                let late = now.since(next.plus(*length)) > LATE;
                due.push(Due { interval: *interval, at: *next, late });
                *next = next.plus(*length);
            }
        }
        if self.next_instant <= now {
            // The clock of a logger shows seconds.
            due.push(Due { interval: Interval::Realtime, at: now.floor(1000), late: false });
            let missed = now.since(self.next_instant) / self.every;
            self.next_instant = self.next_instant.plus((missed + 1) * self.every);
        }
        due
    }

    /// The moment at which something is due next.
    pub fn next(&self) -> Stamp {
        let periods = self.periods.iter().map(|(_, length, next)| next.plus(length + self.delay));
        periods.fold(self.next_instant, Stamp::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Stamp {
        Stamp::parse("2026-11-22T14:35:20+08:00").unwrap()
    }

    fn count(due: &[Due], interval: Interval) -> usize {
        due.iter().filter(|due| due.interval == interval).count()
    }

    #[test]
    fn an_hour_brings_sixty_instants_six_slots_and_an_hour() {
        let mut schedule = Schedule::new(60_000, Sent::default(), 7, now());
        let mut due = Vec::new();
        let mut clock = now();
        while clock < now().plus(HOUR) {
            clock = schedule.next().max(clock);
            let taken = schedule.take(clock);
            assert!(!taken.is_empty(), "nothing was due at {}", clock.rfc3339());
            due.extend(taken);
        }
        let counts = [Interval::Realtime, Interval::Minute, Interval::Hour, Interval::Day].map(|i| count(&due, i));
        assert!((60..=61).contains(&counts[0]) && (6..=7).contains(&counts[1]), "{counts:?}");
        assert_eq!(counts[2..], [1, 0]);
        assert!(due.iter().all(|due| !due.late));
    }

    #[test]
    fn what_was_missed_is_made_good_as_far_as_the_store_goes() {
        let sent = Sent { minute: Some(now().minus(HOUR)), hour: Some(now().minus(30 * DAY)), ..Sent::default() };
        let due = Schedule::new(60_000, sent, 7, now()).take(now());
        assert_eq!((count(&due, Interval::Minute), count(&due, Interval::Hour)), (6, 8 * 24));
        let last = due.iter().rfind(|due| due.interval == Interval::Hour).unwrap();
        assert_eq!(last.at.rfc3339(), "2026-11-22T13:00:00+08:00");
        assert!(due.iter().filter(|due| due.interval == Interval::Hour).all(|due| due.late));
    }

    #[test]
    fn phases_are_spread() {
        let first = |seed| Schedule::new(60_000, Sent::default(), seed, now()).next_instant.since(now());
        let mut phases: Vec<_> = (0..200).map(first).collect();
        phases.sort_unstable();
        assert!(phases[0] < 3_000 && phases[199] > 57_000 && phases[99] > 20_000 && phases[99] < 40_000);
    }
}
