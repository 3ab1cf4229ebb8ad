//! Room: so many at a time, so many of them for one client, and in a full house the largest share gives way.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::time::{SECOND, Stamp};
use tokio_util::sync::CancellationToken;

use super::ClientKey;

/// How long a guest has before his pace is looked at, in milliseconds.
const GRACE: i64 = 10 * SECOND;

/// Places that can be taken, and are given back by being dropped.
///
/// In a full house a newcomer is let in if another network has more places than his would have: the slowest guest of the
/// network that has most of them gives way. So a few networks do not keep everybody else out, whatever they do with their
/// places.
#[derive(Clone, Debug)]
pub struct Places {
    all: usize,
    each: usize,
    /// Bytes a second below which a guest gives way to anybody; zero where nothing comes from guests.
    pace: u64,
    scramble: RandomState,
    taken: Arc<Mutex<House>>,
}

#[derive(Debug, Default)]
struct House {
    next: u64,
    guests: Vec<Guest>,
}

#[derive(Debug)]
struct Guest {
    id: u64,
    client: u64,
    network: u64,
    since: Stamp,
    bytes: Arc<AtomicU64>,
    leave: CancellationToken,
}

/// A place that is taken.
#[derive(Debug)]
pub struct Place {
    id: u64,
    bytes: Arc<AtomicU64>,
    leave: CancellationToken,
    taken: Arc<Mutex<House>>,
}

impl Places {
    /// Room for `all`, and for `each` client.
    pub fn new(all: usize, each: usize) -> Self {
        Self { all, each, pace: 0, scramble: RandomState::new(), taken: Arc::default() }
    }

    /// The same for guests who bring something: one who brings fewer bytes a second gives way to anybody.
    #[must_use]
    pub fn with_pace(self, pace: u64) -> Self {
        Self { pace, ..self }
    }

    /// A place, if there is one for this client, by a clock that nobody sets.
    pub fn take(&self, client: &ClientKey, now: Stamp) -> Option<Place> {
        let (client, network) = (self.scramble.hash_one(client), self.scramble.hash_one(client.network()));
        let mut house = lock(&self.taken);
        if house.guests.iter().filter(|guest| guest.client == client).count() >= self.each {
            return None;
        }
        if house.guests.len() >= self.all {
            let place = house.who_gives_way(network, self.pace, now)?;
            house.guests.swap_remove(place).leave.cancel();
        }
        house.next += 1;
        let (id, bytes, leave) = (house.next, Arc::default(), CancellationToken::new());
        let place = Place { id, bytes: Arc::clone(&bytes), leave: leave.clone(), taken: self.taken.clone() };
        house.guests.push(Guest { id, client, network, since: now, bytes, leave });
        Some(place)
    }
}

impl House {
    /// The slowest guest of the network with most of them, if that has more than the newcomer's would have; else the
    /// slowest of all who is below the pace.
    fn who_gives_way(&self, newcomer: u64, pace: u64, now: Stamp) -> Option<usize> {
        let mut shares: HashMap<u64, usize> = HashMap::new();
        for guest in &self.guests {
            *shares.entry(guest.network).or_default() += 1;
        }
        let own = shares.get(&newcomer).copied().unwrap_or_default();
        let (network, largest) = shares.into_iter().max_by_key(|(_, share)| *share)?;
        let slowest = |wanted: &dyn Fn(&Guest) -> bool| {
            let wanted = self.guests.iter().enumerate().filter(|(_, guest)| wanted(guest));
            // Of two as slow the one who has been there longer.
            wanted.min_by_key(|(_, guest)| (guest.pace(now), guest.id)).map(|(place, _)| place)
        };
        if largest > own + 1 {
            return slowest(&|guest| guest.network == network);
        }
        slowest(&|guest| now.since(guest.since) >= GRACE && guest.pace(now) < pace)
    }
}

impl Guest {
    /// Bytes a second since he came.
    fn pace(&self, now: Stamp) -> u64 {
        let seconds = u64::try_from(now.since(self.since) / SECOND).unwrap_or_default().max(1);
        self.bytes.load(Ordering::Relaxed) / seconds
    }
}

impl Place {
    /// Takes note of bytes that came.
    pub fn came(&self, bytes: usize) {
        self.bytes.fetch_add(u64::try_from(bytes).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Ready when the place is wanted for somebody else.
    pub async fn wanted(&self) {
        self.leave.cancelled().await;
    }

    /// Does something as long as the place is not wanted for somebody else; none where it was.
    pub async fn meanwhile<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        self.leave.run_until_cancelled(work).await
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.taken).guests.retain(|guest| guest.id != self.id);
    }
}

fn lock(taken: &Mutex<House>) -> MutexGuard<'_, House> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(network: u8, last: u8) -> ClientKey {
        ClientKey::of([203, 0, network, last].into())
    }

    fn left(places: &[Place]) -> usize {
        places.iter().filter(|place| place.leave.is_cancelled()).count()
    }

    #[test]
    fn one_client_leaves_room_for_others_and_places_come_back() {
        let (places, now) = (Places::new(3, 2), Stamp(0));
        let own: Vec<_> = (0..5).filter_map(|_| places.take(&client(1, 1), now)).collect();
        assert_eq!(own.len(), 2);
        let other = places.take(&client(2, 1), now);
        assert!(other.is_some() && places.take(&client(2, 1), now).is_none(), "nobody has more than it would");
        drop(own);
        assert!(places.take(&client(1, 1), now).is_some());
        drop(other);
        assert!(lock(&places.taken).guests.is_empty(), "nobody is remembered");
    }

    #[test]
    fn the_largest_share_gives_way_and_the_slowest_of_it_first() {
        let places = Places::new(6, 3);
        let greedy: Vec<_> = (1..=2).flat_map(|last| [last; 3]).map(|last| client(1, last)).collect();
        let greedy: Vec<_> = greedy.iter().filter_map(|client| places.take(client, Stamp(0))).collect();
        for place in &greedy {
            place.came(100_000);
        }
        greedy[3].came(100_000);
        greedy[4].bytes.store(64, Ordering::Relaxed);
        let now = Stamp(5 * SECOND);
        let newcomer = places.take(&client(2, 1), now).unwrap();
        assert_eq!((left(&greedy), greedy[4].leave.is_cancelled()), (1, true));
        drop(greedy);
        let others: Vec<_> = (3..8).map(|network| places.take(&client(network, 1), now).unwrap()).collect();
        assert!(places.take(&client(9, 1), now).is_none(), "everybody has one");
        assert_eq!((left(&others), newcomer.leave.is_cancelled()), (0, false));
    }

    #[test]
    fn who_is_below_the_pace_gives_way_to_anybody() {
        let places = Places::new(2, 1).with_pace(4096);
        let slow = places.take(&client(1, 1), Stamp(0)).unwrap();
        let quick = places.take(&client(2, 1), Stamp(0)).unwrap();
        quick.came(1 << 20);
        slow.came(64 * 9);
        assert!(places.take(&client(3, 1), Stamp(9 * SECOND)).is_none(), "it is early");
        assert!(places.take(&client(3, 1), Stamp(11 * SECOND)).is_some());
        assert!(slow.leave.is_cancelled() && !quick.leave.is_cancelled());
    }
}
