//! Many keys asked for in portions.

use std::{collections::HashSet, hash::Hash};

/// Values in one question to the database; well below what either takes.
const CHUNK: usize = 500;

/// A set in portions.
pub(super) fn chunks<T: Clone + Eq + Hash>(all: HashSet<T>) -> Vec<Vec<T>> {
    let all: Vec<T> = all.into_iter().collect();
    all.chunks(CHUNK).map(<[T]>::to_vec).collect()
}
