//! Who was here before.

use std::{
    collections::{HashSet, hash_map::RandomState},
    hash::{BuildHasher, Hash},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::MOST_KEYS;

/// Keys that have shown who they are since the process started.
#[derive(Debug, Default)]
pub struct KnownClients {
    scramble: RandomState,
    keys: Mutex<HashSet<u64>>,
}

impl KnownClients {
    /// Whether the key was met before.
    pub fn knows(&self, key: &impl Hash) -> bool {
        self.lock().contains(&self.scramble.hash_one(key))
    }

    /// Remembers a key; when there are too many, all others are forgotten.
    pub fn meet(&self, key: &impl Hash) {
        let mut keys = self.lock();
        if keys.len() >= MOST_KEYS {
            keys.clear();
        }
        keys.insert(self.scramble.hash_one(key));
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_met_is_known_until_there_are_too_many() {
        let known_clients = KnownClients::default();
        assert!(!known_clients.knows(&1_usize));
        for key in 0..MOST_KEYS {
            known_clients.meet(&key);
        }
        assert!(known_clients.knows(&0_usize));
        known_clients.meet(&MOST_KEYS);
        assert!(known_clients.knows(&MOST_KEYS) && !known_clients.knows(&0_usize));
    }
}
