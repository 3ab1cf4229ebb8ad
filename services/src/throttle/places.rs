//! Room: so many at a time, and so many of them for one client.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::{BuildHasher, Hash},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Places that can be taken, and are given back by being dropped.
#[derive(Clone, Debug)]
pub struct Places {
    all: usize,
    each: usize,
    scramble: RandomState,
    taken: Arc<Mutex<HashMap<u64, usize>>>,
}

/// A place that is taken.
#[derive(Debug)]
pub struct Place {
    key: u64,
    taken: Arc<Mutex<HashMap<u64, usize>>>,
}

impl Places {
    /// Room for `all`, and for `each` client.
    pub fn new(all: usize, each: usize) -> Self {
        Self { all, each, scramble: RandomState::new(), taken: Arc::default() }
    }

    /// A place, if there is one for this client.
    pub fn take(&self, client: &impl Hash) -> Option<Place> {
        let key = self.scramble.hash_one(client);
        let mut taken = lock(&self.taken);
        let (everybody, own) = (taken.values().sum::<usize>(), taken.get(&key).copied().unwrap_or_default());
        if everybody >= self.all || own >= self.each {
            return None;
        }
        taken.insert(key, own + 1);
        Some(Place { key, taken: self.taken.clone() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = lock(&self.taken);
        match taken.get_mut(&self.key) {
            Some(own) if *own > 1 => *own -= 1,
            _ => drop(taken.remove(&self.key)),
        }
    }
}

fn lock(taken: &Mutex<HashMap<u64, usize>>) -> MutexGuard<'_, HashMap<u64, usize>> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_client_leaves_room_for_others_and_places_come_back() {
        let places = Places::new(3, 2);
        let own: Vec<_> = (0..5).filter_map(|_| places.take(&"a")).collect();
        assert_eq!(own.len(), 2);
        let other = places.take(&"b");
        assert!(other.is_some() && places.take(&"b").is_none(), "three in all");
        drop(own);
        assert!(places.take(&"a").is_some());
        drop(other);
        assert!(lock(&places.taken).is_empty(), "nobody is remembered");
    }
}
