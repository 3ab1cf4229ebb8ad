//! Putting split packets together again.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDateTime, TimeDelta};

use crate::{Command, Cp, Packet, Part};

/// Collects the parts of split packets, in any order.
///
/// Parts belong together by MN, CN, `DataTime` and PNUM; each has its own QN. Time is passed in, and
/// nothing is dropped: what stays incomplete for longer than the window, and what is oldest when
/// there is no room, is handed out as it is. A part that comes again replaces the one before; if its
/// set is gone already, it is handed out alone in the end, for the store to recognise.
#[derive(Debug)]
pub struct Reassembler {
    window: TimeDelta,
    capacity: usize,
    sets: HashMap<Key, Set>,
    /// Parts held in all sets.
    held: usize,
    /// Counts sets, to tell the oldest among those of the same moment.
    created: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    mn: String,
    cn: Command,
    data_time: Option<String>,
    total: u16,
}

#[derive(Debug)]
struct Set {
    since: NaiveDateTime,
    order: u64,
    parts: BTreeMap<u16, Packet>,
}

/// The parts of one split packet, in the order of PNO; or one packet that was not split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembled {
    /// PNUM; 1 for a packet that was not split.
    pub total: u16,
    /// The parts that arrived, in the order of PNO.
    pub parts: Vec<Packet>,
}

impl Assembled {
    /// Whether all parts arrived.
    pub fn is_complete(&self) -> bool {
        self.parts.len() == usize::from(self.total)
    }

    /// The PNO of each part that did not arrive.
    pub fn missing(&self) -> impl Iterator<Item = u16> + '_ {
        let number_of = |packet: &Packet| packet.part.map_or(1, |part| part.number);
        let arrived = move |number: &u16| self.parts.binary_search_by_key(number, number_of).is_ok();
        (1..=self.total).filter(move |number| !arrived(number))
    }

    /// One packet with the items of all parts, the first part giving its header. `DataTime` stands
    /// once. `None` where there are no parts.
    pub fn merge(&self) -> Option<Packet> {
        let (first, rest) = self.parts.split_first()?;
        let mut text = first.cp.as_str().to_owned();
        for part in rest {
            for group in without_data_time(part.cp.as_str()) {
                text.push(';');
                text.push_str(group);
            }
        }
        Some(Packet { part: None, cp: Cp::parse(text), ..first.clone() })
    }
}

fn without_data_time(cp: &str) -> impl Iterator<Item = &str> {
    let rest = match cp.split_once(';') {
        Some((first, rest)) if first.trim_start().starts_with("DataTime=") => rest,
        _ => cp,
    };
    std::iter::once(rest).filter(|text| !text.is_empty())
}

impl Reassembler {
    /// `window`: how long to wait for missing parts (the logger's resend time, say five minutes).
    /// `capacity`: how many parts to hold at most, over all sets.
    pub fn new(window: TimeDelta, capacity: usize) -> Self {
        Self { window, capacity: capacity.max(1), sets: HashMap::new(), held: 0, created: 0 }
    }

    /// How many parts wait for others.
    pub const fn held(&self) -> usize {
        self.held
    }

    /// Takes a packet that arrived at `now` and gives back what is ready: the packet itself if it is
    /// not split, the set that it completes, or the oldest set if there was no room left.
    pub fn accept(&mut self, packet: Packet, now: NaiveDateTime) -> Vec<Assembled> {
        let Some(part) = packet.part.filter(|part| part.is_possible() && part.total > 1) else {
            let total = packet.part.map_or(1, |part| part.total);
            return vec![Assembled { total, parts: vec![packet] }];
        };
        let key = Key::of(&packet, part);
        self.insert(&key, part, packet, now);
        let complete = self.sets.get(&key).is_some_and(|set| set.parts.len() == usize::from(part.total));
        let ready = if complete { Some(key) } else { self.oldest().filter(|_| self.held > self.capacity) };
        ready.and_then(|key| self.release(&key)).into_iter().collect()
    }

    /// Gives back the sets that have waited for longer than the window, oldest first.
    pub fn expire(&mut self, now: NaiveDateTime) -> Vec<Assembled> {
        let window = self.window;
        let due = |set: &Set| now.signed_duration_since(set.since) > window;
        self.release_all(due)
    }

    /// Gives back everything, oldest first: the connection or the process ends.
    pub fn drain(&mut self) -> Vec<Assembled> {
        self.release_all(|_| true)
    }

    fn insert(&mut self, key: &Key, part: Part, packet: Packet, now: NaiveDateTime) {
        if !self.sets.contains_key(key) {
            self.created += 1;
            let set = Set { since: now, order: self.created, parts: BTreeMap::new() };
            self.sets.insert(key.clone(), set);
        }
        let Some(set) = self.sets.get_mut(key) else { return };
        let replaced = set.parts.insert(part.number, packet);
        self.held += usize::from(replaced.is_none());
    }

    fn oldest(&self) -> Option<Key> {
        let oldest = self.sets.iter().min_by_key(|(_, set)| (set.since, set.order));
        oldest.map(|(key, _)| key.clone())
    }

    fn release(&mut self, key: &Key) -> Option<Assembled> {
        let set = self.sets.remove(key)?;
        self.held -= set.parts.len();
        Some(Assembled { total: key.total, parts: set.parts.into_values().collect() })
    }

    fn release_all(&mut self, due: impl Fn(&Set) -> bool) -> Vec<Assembled> {
        let mut keys: Vec<_> = self.sets.iter().filter(|(_, set)| due(set)).collect();
        keys.sort_unstable_by_key(|(_, set)| (set.since, set.order));
        let keys: Vec<_> = keys.into_iter().map(|(key, _)| key.clone()).collect();
        keys.iter().filter_map(|key| self.release(key)).collect()
    }
}

impl Key {
    fn of(packet: &Packet, part: Part) -> Self {
        let data_time = packet.cp.get("DataTime").map(str::to_owned);
        Self { mn: packet.mn.clone(), cn: packet.cn, data_time, total: part.total }
    }
}
