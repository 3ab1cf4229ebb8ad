//! Walking a chain from its first frame to its head, and what is wrong with it.
//!
//! Each frame is held against the stored link of the one before it. So one change is one fault, at the place where it is,
//! and what follows is looked at all the same; and where no link has a fault, the last one is what it would be if all had
//! been worked out anew from the first.
//!
//! A chain is there whole, or not at all: frames go after their term with their whole chain. So a gap is always a fault. It
//! would unbind all before it: what stands in front of a frame that is not there is not in the head any more.

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

/// How a chain ends and between which frames it lies, as it was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// How it ends.
    pub head: Head,
    /// The number of the first frame.
    pub first: i64,
    /// The number of the last frame.
    pub last: i64,
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
    /// The first or the last frame has another number than was noted with the head.
    Ends,
    /// The link at a place is not the one that was deposited.
    Deposited {
        /// The place.
        position: i64,
    },
    /// Heads of the day were deposited, and this chain is not among them.
    Undeposited,
    /// There are frames behind the last place of which a head was deposited.
    Behind {
        /// The first such place.
        from: i64,
        /// The last one.
        to: i64,
    },
    /// A frame has no link, and heads of its day were deposited.
    Unbound {
        /// Its number.
        number: i64,
    },
}

/// A walk along the chain of one logger and day. Frames are told in the order of their numbers.
#[derive(Clone, Debug)]
pub struct Walk {
    device: i64,
    day: Day,
    /// Numbers below this one are of the time before there were chains.
    began: i64,
    /// Whether the chain may have been removed after its term.
    removed: bool,
    /// The links that lie elsewhere, by their places; none where no heads of the day do. Two heads of one place may differ.
    deposited: Option<BTreeMap<i64, Vec<Digest>>>,
    /// The last place of which a head lies elsewhere.
    deepest: i64,
    /// The number of the first frame with a place.
    first: i64,
    /// The number of the last one.
    newest: i64,
    /// The place of the last one.
    last: i64,
    /// The link at `last`; none behind a gap.
    previous: Option<Digest>,
    /// What was met so far.
    pub met: Met,
}

/// How many frames were met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// With a place in the chain, whose link was worked out again.
    pub linked: i64,
    /// With a place in the chain, right behind a gap: their link could not be worked out.
    pub adrift: i64,
    /// Of the time before there were chains.
    pub before: i64,
    /// That are missing because the chain was removed after its term.
    pub removed: i64,
}

impl Met {
    /// Whether there is a chain, or was one.
    pub const fn is_chain(&self) -> bool {
        self.linked > 0 || self.adrift > 0 || self.removed > 0
    }
}

impl Walk {
    /// Begins. Frames with numbers below `began` may be without a link.
    pub fn new(device: i64, day: Day, began: i64) -> Self {
        Self {
            device,
            day,
            began,
            removed: false,
            deposited: None,
            deepest: 0,
            first: 0,
            newest: 0,
            last: 0,
            previous: Some(Digest::ZERO),
            met: Met::default(),
        }
    }

    /// The chain may have been removed after its term, the whole of it.
    #[must_use]
    pub fn removed(self, removed: bool) -> Self {
        Self { removed, ..self }
    }

    /// Heads of the day lie elsewhere, and these are those of this chain: each chain of the day must be among them.
    #[must_use]
    pub fn deposited(mut self, heads: &[Head]) -> Self {
        let links = self.deposited.get_or_insert_default();
        for head in heads {
            links.entry(head.frames).or_default().push(head.link);
            self.deepest = self.deepest.max(head.frames);
        }
        self
    }

    /// The next frame.
    pub fn next(&mut self, seen: &Seen<'_>) -> Vec<Fault> {
        let number = seen.number;
        let (Some(digest), Some(link), Some(position)) = (seen.digest, seen.link, seen.position) else {
            return self.unlinked(seen).into_iter().collect();
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
        // It is above the last one, which is not below nought.
        let before = position - 1;
        if before > self.last {
            faults.push(Fault::Missing { from: self.last.saturating_add(1), to: before });
            self.previous = None;
        }
        match self.previous {
            Some(previous) => {
                self.met.linked += 1;
                let (device, day, arrived) = (self.device, self.day, seen.arrived);
                let verdict = at_arrival(seen.verdict);
                let made = Link { device, day, position, previous, frame: number, arrived, digest, verdict };
                if made.close() != link {
                    faults.push(Fault::Link { number, position });
                }
            }
            None => self.met.adrift += 1,
        }
        if self.differs(position, link) {
            faults.push(Fault::Deposited { position });
        }
        if self.last == 0 {
            self.first = number;
        }
        (self.newest, self.last, self.previous) = (number, position, Some(link));
        faults
    }

    /// A frame without a link, or with a part of one.
    fn unlinked(&mut self, seen: &Seen<'_>) -> Option<Fault> {
        let number = seen.number;
        let has_nothing = seen.digest.is_none() && seen.link.is_none() && seen.position.is_none();
        // Numbers grow: what came before there were chains stands before the first frame that has a place.
        if !has_nothing || number >= self.began || self.last > 0 {
            return Some(Fault::Added { number });
        }
        self.met.before += 1;
        self.deposited.is_some().then_some(Fault::Unbound { number })
    }

    /// Whether another link than this one was deposited for a place, which is looked at now.
    fn differs(&mut self, position: i64, link: Digest) -> bool {
        let links = self.deposited.as_mut().and_then(|links| links.remove(&position));
        links.is_some_and(|links| links.iter().any(|deposited| *deposited != link))
    }

    /// The end, beside what was noted of it.
    pub fn end(mut self, noted: Option<Noted>) -> (Met, Vec<Fault>) {
        let mut faults = Vec::new();
        let head = noted.map(|noted| noted.head);
        let frames = head.map_or(0, |head| head.frames);
        // Of what was removed only the head can still be compared.
        let is_removed = self.removed && self.last == 0 && frames > 0;
        match head {
            None if self.last > 0 => faults.push(Fault::Headless),
            Some(_) if is_removed => self.met.removed = frames,
            Some(head) if head.frames > self.last => {
                faults.push(Fault::Missing { from: self.last.saturating_add(1), to: head.frames });
            }
            Some(head) if head.frames < self.last => {
                faults.push(Fault::Beyond { frames: self.last.saturating_sub(head.frames) });
            }
            Some(head) if self.last > 0 && self.previous != Some(head.link) => faults.push(Fault::Head),
            _ => {}
        }
        let is_whole = self.last > 0 && self.last == frames;
        if is_whole && noted.is_some_and(|noted| (noted.first, noted.last) != (self.first, self.newest)) {
            faults.push(Fault::Ends);
        }
        if let Some(head) = head
            && self.differs(head.frames, head.link)
        {
            faults.push(Fault::Deposited { position: head.frames });
        }
        faults.extend(self.beside_the_deposited(if is_removed { frames } else { 0 }, self.last.max(frames)));
        (self.met, faults)
    }

    /// What only the heads that lie elsewhere show. Places up to `reach` were removed; the chain has `frames`.
    fn beside_the_deposited(&self, reach: i64, frames: i64) -> Vec<Fault> {
        let Some(links) = &self.deposited else { return Vec::new() };
        let lost = links.keys().filter(|position| **position > reach);
        let mut faults: Vec<_> = lost.map(|&position| Fault::Deposited { position }).collect();
        if frames > 0 && self.deepest == 0 {
            faults.push(Fault::Undeposited);
        } else if frames > self.deepest {
            faults.push(Fault::Behind { from: self.deepest.saturating_add(1), to: frames });
        }
        faults
    }
}

#[cfg(test)]
mod tests;
