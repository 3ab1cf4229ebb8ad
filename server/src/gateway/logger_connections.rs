//! The connections of one logger.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio_util::sync::CancellationToken;

/// So many connections for each logger, the newest in place of the oldest.
#[derive(Debug)]
pub struct LoggerConnections {
    each: usize,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    next: u64,
    seats: HashMap<i64, VecDeque<(u64, CancellationToken)>>,
}

/// A connection among those of its logger, until it is dropped.
#[derive(Debug)]
pub struct Seat<'a> {
    tables: &'a LoggerConnections,
    logger: i64,
    number: u64,
}

impl LoggerConnections {
    /// Room for so many connections of each logger.
    pub fn new(each: usize) -> Self {
        Self { each: each.max(1), taken: Mutex::default() }
    }

    /// Takes a connection of a logger in, and tells the oldest to leave where there are too many.
    pub fn sit(&self, logger: i64, leave: CancellationToken) -> Seat<'_> {
        let mut taken = self.lock();
        taken.next += 1;
        let number = taken.next;
        let seats = taken.seats.entry(logger).or_default();
        if seats.len() >= self.each
            && let Some((_, oldest)) = seats.pop_front()
        {
            oldest.cancel();
        }
        seats.push_back((number, leave));
        Seat { tables: self, logger, number }
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        let mut taken = self.tables.lock();
        if let Some(seats) = taken.seats.get_mut(&self.logger) {
            seats.retain(|(number, _)| *number != self.number);
            if seats.is_empty() {
                taken.seats.remove(&self.logger);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_takes_the_place_of_the_oldest_of_the_same_logger() {
        let tables = LoggerConnections::new(2);
        let leave: Vec<_> = (0..4).map(|_| CancellationToken::new()).collect();
        let _other = tables.sit(2, leave[0].clone());
        let first = tables.sit(1, leave[1].clone());
        let second = tables.sit(1, leave[2].clone());
        let third = tables.sit(1, leave[3].clone());
        let left: Vec<_> = leave.iter().map(CancellationToken::is_cancelled).collect();
        assert_eq!(left, [false, true, false, false]);
        drop((first, second, third));
        assert_eq!(tables.lock().seats.len(), 1, "who left is forgotten");
    }
}
