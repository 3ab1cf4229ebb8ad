//! Long lists in portions: what the register would make of all rows of a city at once takes more memory than they do.

use std::{collections::HashMap, ops::Range};

use domain::credit_code::CreditCode;

use super::read::Batch;
use crate::register::entry::Entry;

/// The least entries of a portion, where there are as many. All of an enterprise are in one.
const LEAST: usize = 4_000;

impl<E: Entry> Batch<E> {
    /// Puts the entries of each enterprise side by side, in the order in which the first of each came. `present` has the
    /// codes of now by those of before: a list may use both.
    pub(super) fn bring_together(&mut self, present: &HashMap<CreditCode, CreditCode>) {
        let mut ranks = HashMap::new();
        let mut rank = |entry: &E| {
            let code = entry.apart().map(|code| present.get(&code).copied().unwrap_or(code));
            let next = ranks.len();
            *ranks.entry(code).or_insert(next)
        };
        let groups: Vec<usize> = self.entries.iter().map(&mut rank).collect();
        let entries = std::mem::take(&mut self.entries);
        let mut all: Vec<_> = groups.into_iter().zip(entries).zip(std::mem::take(&mut self.places)).collect();
        all.sort_by_key(|((group, _), _)| *group);
        self.portions = portions(&all.iter().map(|((group, _), _)| *group).collect::<Vec<_>>());
        (self.entries, self.places) = all.into_iter().map(|((_, entry), place)| (entry, place)).unzip();
    }
}

/// Cuts a list where the group changes, once a portion has its least.
fn portions(groups: &[usize]) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, pair) in groups.windows(2).enumerate() {
        if at + 1 - start >= LEAST && pair[0] != pair[1] {
            all.push(start..at + 1);
            start = at + 1;
        }
    }
    all.extend((start < groups.len()).then_some(start..groups.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No entry is lost or dealt with twice, and nobody's entries are parted.
    #[test]
    fn portions_end_where_an_enterprise_does() {
        for each in [1, 3, 7, 5_000] {
            let groups: Vec<usize> = (0..20_000).map(|at| at / each).collect();
            let portions = portions(&groups);
            let joined: Vec<usize> = portions.iter().cloned().flatten().collect();
            assert_eq!(joined, (0..groups.len()).collect::<Vec<_>>());
            for pair in portions.windows(2) {
                assert!(pair[0].len() >= LEAST && pair[0].len() < LEAST + each, "{each}: {pair:?}");
                assert_ne!(groups[pair[0].end - 1], groups[pair[1].start], "{each}");
            }
        }
        assert!(portions(&[]).is_empty());
        assert_eq!(portions(&[0]), std::slice::from_ref(&(0..1)));
    }
}
