//! Walking a chain from its first frame to its head, and what is wrong with it.
//!
//! Each frame is held against the stored link of the one before it. So one change is one fault, at the place where it is,
//! and what follows is looked at all the same; and where no link has a fault, the last one is what it would be if all had
//! been worked out anew from the first.

use std::collections::BTreeMap;

use super::{Digest, Link, at_arrival};
use crate::time::{Day, Stamp};

/// How a chain ends, as it was noted in the commit that stored its last frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many frames it has.
    pub frames: i64,
    /// The link of the last one.
    pub link: Digest,
}

/// A frame as it is found.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Its number.
    pub number: i64,
    /// When it arrived.
    pub arrived: Stamp,
    /// Its verdict today.
    pub verdict: &'a str,
    /// The SHA-256 of its bytes, worked out now.
    pub bytes: Digest,
    /// The digest that was noted.
    pub digest: Option<Digest>,
    /// The link that was noted.
    pub link: Option<Digest>,
    /// Its place.
    pub position: Option<i64>,
}

/// What is wrong, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The bytes of a frame are not those that came.
    Bytes {
        /// Its number.
        number: i64,
        /// Its place.
        position: i64,
    },
    /// Digest, number, time of arrival, verdict, day or logger of a frame, or the link before it, are not those of which its
    /// link was made.
    Link {
        /// Its number.
        number: i64,
        /// Its place.
        position: i64,
    },
    /// Frames are missing.
    Missing {
        /// The first place.
        from: i64,
        /// The last one.
        to: i64,
    },
    /// A frame has no place in the chain, or one that another frame has.
    Added {
        /// Its number.
        number: i64,
    },
    /// A frame stands before one that it came after.
    Order {
        /// Its number.
        number: i64,
        /// Its place.
        position: i64,
    },
    /// There are frames with links, and no head.
    Headless,
    /// The last link is not the head.
    Head,
    /// There are more frames than the head counts.
    Beyond {
        /// So many more.
        frames: i64,
    },
    /// The link at a place is not the one that was deposited.
    Deposited {
        /// The place.
        position: i64,
    },
}

/// A walk along the chain of one logger and day. Frames are told in the order of their numbers.
#[derive(Clone, Debug)]
pub struct Walk {
    device: i64,
    day: Day,
    /// Numbers below this one are of the time before there were chains.
    began: i64,
    /// Whether frames of the day may have been removed after their term.
    removed: bool,
    deposited: BTreeMap<i64, Digest>,
    last: i64,
    /// The link at `last`; none after a gap.
    previous: Option<Digest>,
    /// What was met so far.
    pub met: Met,
}

/// How many frames were met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// With a place in the chain.
    pub linked: i64,
    /// Of the time before there were chains.
    pub before: i64,
    /// That are missing because they were removed after their term.
    pub removed: i64,
}

impl Walk {
    /// Begins. Frames with numbers below `began` may be without a link.
    pub fn new(device: i64, day: Day, began: i64) -> Self {
        Self {
            device,
            day,
            began,
            removed: false,
            deposited: BTreeMap::new(),
            last: 0,
            previous: Some(Digest::ZERO),
            met: Met::default(),
        }
    }

    /// Frames that are missing were removed after their term.
    #[must_use]
    pub fn removed(self, removed: bool) -> Self {
        Self { removed, ..self }
    }

    /// The link at a place lies elsewhere too.
    pub fn deposit(&mut self, head: Head) {
        self.deposited.insert(head.frames, head.link);
    }

    /// The next frame.
    pub fn next(&mut self, seen: &Seen<'_>) -> Vec<Fault> {
        let number = seen.number;
        let (Some(digest), Some(link), Some(position)) = (seen.digest, seen.link, seen.position) else {
            let is_before = number < self.began && seen.link.is_none() && seen.position.is_none();
            if is_before {
                self.met.before += 1;
                return Vec::new();
            }
            return vec![Fault::Added { number }];
        };
        let mut faults = Vec::new();
        if seen.bytes != digest {
            faults.push(Fault::Bytes { number, position });
        }
        if position <= self.last {
            let is_taken = position == self.last || position < 1;
            faults.push(if is_taken { Fault::Added { number } } else { Fault::Order { number, position } });
            return faults;
        }
        self.met.linked += 1;
        // It is above the last one, which is not below nought.
        let before = position - 1;
        if before > self.last {
            faults.extend(self.gap(before));
            self.previous = None;
        }
        if let Some(previous) = self.previous {
            let (device, day, arrived) = (self.device, self.day, seen.arrived);
            let verdict = at_arrival(seen.verdict);
            let made = Link { device, day, position, previous, frame: number, arrived, digest, verdict };
            if made.close() != link {
                faults.push(Fault::Link { number, position });
            }
        }
        if self.deposited.remove(&position).is_some_and(|deposited| deposited != link) {
            faults.push(Fault::Deposited { position });
        }
        (self.last, self.previous) = (position, Some(link));
        faults
    }

    fn gap(&mut self, to: i64) -> Option<Fault> {
        let from = self.last.saturating_add(1);
        if self.removed {
            self.met.removed = self.met.removed.saturating_add(to.saturating_sub(from).saturating_add(1));
            return None;
        }
        Some(Fault::Missing { from, to })
    }

    /// The end, beside the head that was noted.
    pub fn end(mut self, head: Option<Head>) -> (Met, Vec<Fault>) {
        let mut faults = Vec::new();
        match head {
            None if self.last > 0 => faults.push(Fault::Headless),
            Some(head) if head.frames > self.last => {
                faults.extend(self.gap(head.frames));
                if self.deposited.remove(&head.frames).is_some_and(|deposited| deposited != head.link) {
                    faults.push(Fault::Deposited { position: head.frames });
                }
            }
            Some(head) if head.frames < self.last => {
                faults.push(Fault::Beyond { frames: self.last.saturating_sub(head.frames) });
            }
            Some(head) if self.last > 0 && self.previous != Some(head.link) => faults.push(Fault::Head),
            _ => {}
        }
        // Of a place whose frame was removed after its term only the head can still be compared.
        let reach = if self.removed { head.map_or(0, |head| head.frames) } else { 0 };
        let lost = self.deposited.keys().filter(|position| **position > reach);
        faults.extend(lost.map(|&position| Fault::Deposited { position }));
        (self.met, faults)
    }
}

#[cfg(test)]
mod tests;
