//! What is known in memory: which loggers are connected, what they answered, how their clocks stand.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use bytes::Bytes;
use domain::{
    command::CommandEvent,
    time::{MINUTE, SECOND, Stamp},
};
use hj212::{Qn, Station, crc::Algorithm};
use tokio::sync::{Notify, mpsc};

use crate::{Ctx, ctx::Part};

/// Answers that may wait to be noted; what comes beyond that stands in its frame only. A logger answers a few a day.
const WAITING: usize = 10_000;
/// For how long a logger that has no connection is still called connected: many hang up after each packet.
const AWAY: i64 = 15 * MINUTE;
/// How long after a logger came back its means are looked through for the first time, at least: what it sends by itself comes
/// first.
const FIRST_LOOK: i64 = 2 * MINUTE;
/// Over how much more time the first looks at loggers are spread.
const SPREAD: i64 = 30 * MINUTE;
/// How many packets in a row must tell a wrong time before the clock is set: one may just have been late.
const SURE: u32 = 3;

/// How long the same clock is not told on again: a logger that sends a week's packets at once is one wrong clock.
const TOLD_AGAIN: i64 = 10 * MINUTE;

/// Something that a logger's frame says about commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The logger.
    pub device_id: i64,
    /// When it came.
    pub at: Stamp,
    /// The frame, once it is stored.
    pub frame_id: Option<i64>,
    /// What it says.
    pub what: What,
}

/// What a frame says about commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It answers the command with this number, or brings what that asked for.
    Answer {
        /// The number.
        qn: Qn,
        /// What it says about it.
        event: CommandEvent,
        /// What else it says; may be empty.
        detail: String,
    },
    /// The logger asks for the time (1013), for itself or for an analyser.
    ClockWanted {
        /// Code of the analyser; empty: the logger.
        pol_id: String,
    },
    /// Its clock is off by so many seconds; behind: below zero.
    ClockOff {
        /// By how many.
        seconds: i64,
    },
}

/// A connection of a logger, as far as commands need it.
#[derive(Clone, Debug)]
pub struct Line {
    /// How the logger calls itself: number, password, system, edition, as in its own packets.
    pub station: Station,
    /// How it makes check sums.
    pub algorithm: Algorithm,
    /// Where bytes for it go.
    pub send: mpsc::Sender<Bytes>,
}

#[derive(Debug, Default)]
struct Known {
    /// Its connections, the newest last.
    lines: Vec<(u64, Line)>,
    /// When it hung up last.
    left_at: Option<Stamp>,
    /// When its means are looked through next.
    look_at: Stamp,
}

/// A clock that is off.
#[derive(Debug, Default)]
struct Off {
    /// How many packets in a row told a wrong time.
    times: u32,
    /// When that was told on.
    told_at: Option<Stamp>,
}

#[derive(Debug, Default)]
struct Loggers {
    next: u64,
    known: HashMap<i64, Known>,
}

/// The desk. Cheap to clone; all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Desk(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    loggers: Mutex<Loggers>,
    told: Mutex<Vec<Told>>,
    /// The numbers of commands that wait for something: packets with one of them are no news of their own.
    expected: RwLock<HashSet<(i64, Qn)>>,
    /// Whether any is.
    expects: AtomicBool,
    /// The loggers whose last packets told a wrong time, with how many in a row.
    off: Mutex<HashMap<i64, Off>>,
    /// Whether there is any.
    is_any_off: AtomicBool,
    wake: Notify,
}

impl Part for Desk {}

impl Ctx {
    /// The connections of loggers, and what they answered to commands.
    pub fn commands(&self) -> Desk {
        self.part()
    }
}

/// A connection on the desk, until it is dropped.
pub struct Linked {
    ctx: Ctx,
    device_id: i64,
    number: u64,
}

impl Drop for Linked {
    fn drop(&mut self) {
        let now = self.ctx.now();
        let desk = self.ctx.commands();
        let mut loggers = desk.loggers();
        if let Some(known) = loggers.known.get_mut(&self.device_id) {
            known.lines.retain(|(number, _)| *number != self.number);
            known.left_at = Some(now);
        }
    }
}

impl Desk {
    /// Puts a connection on the desk: commands for this logger go over its newest one.
    pub fn link(ctx: &Ctx, device_id: i64, line: Line) -> Linked {
        let (desk, now) = (ctx.commands(), ctx.now());
        let mut loggers = desk.loggers();
        loggers.next += 1;
        let number = loggers.next;
        let known = loggers.known.entry(device_id).or_default();
        let is_back = known.lines.is_empty() && known.left_at.is_none_or(|left| now.since(left) > AWAY);
        if is_back {
            known.look_at = now.plus(FIRST_LOOK + spread(device_id));
        }
        known.lines.push((number, line));
        drop(loggers);
        desk.0.wake.notify_one();
        Linked { ctx: ctx.clone(), device_id, number }
    }

    /// The newest connection of a logger.
    pub(super) fn line(&self, device_id: i64) -> Option<Line> {
        let loggers = self.loggers();
        loggers.known.get(&device_id)?.lines.last().map(|(_, line)| line.clone())
    }

    /// Takes a word of a logger, to be noted with the next turn.
    pub fn tell(&self, told: Told) {
        let mut all = self.0.told.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < WAITING {
            all.push(told);
            self.0.wake.notify_one();
        } else {
            metrics::counter!("mingjian_command_answers_dropped_total").increment(1);
        }
    }

    /// What was told since the last turn.
    pub(super) fn take(&self) -> Vec<Told> {
        std::mem::take(&mut *self.0.told.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until something is told or asked.
    pub(super) async fn woken(&self) {
        self.0.wake.notified().await;
    }

    /// Something was asked.
    pub(super) fn wake(&self) {
        self.0.wake.notify_one();
    }

    /// Whether a packet with this number belongs to a command that waits for something. Asked for each frame: no lock is taken
    /// where no command waits.
    pub fn expects(&self, device_id: i64, qn: Qn) -> bool {
        self.0.expects.load(Ordering::Relaxed)
            && self.0.expected.read().unwrap_or_else(PoisonError::into_inner).contains(&(device_id, qn))
    }

    /// The numbers of all commands that wait for something.
    pub(super) fn expect(&self, all: HashSet<(i64, Qn)>) {
        self.0.expects.store(!all.is_empty(), Ordering::Relaxed);
        *self.0.expected.write().unwrap_or_else(PoisonError::into_inner) = all;
    }

    /// One more.
    pub(super) fn expect_also(&self, device_id: i64, qn: Qn) {
        self.0.expected.write().unwrap_or_else(PoisonError::into_inner).insert((device_id, qn));
        self.0.expects.store(true, Ordering::Relaxed);
    }

    /// Takes note of a packet that tells the time, and the right one: whatever came late before. No lock is taken where all clocks
    /// are right.
    pub fn clock_is_right(&self, device_id: i64) {
        if self.0.is_any_off.load(Ordering::Relaxed) {
            let mut off = self.off();
            off.remove(&device_id);
            self.0.is_any_off.store(!off.is_empty(), Ordering::Relaxed);
        }
    }

    /// Takes note of a packet that tells a time that is off by so many milliseconds. Several in a row are told on.
    pub fn clock_is_off(&self, device_id: i64, at: Stamp, drift: i64) {
        let mut off = self.off();
        let one = off.entry(device_id).or_default();
        one.times += 1;
        let is_sure = one.times >= SURE && one.told_at.is_none_or(|told| at.since(told) >= TOLD_AGAIN);
        if is_sure {
            *one = Off { times: 0, told_at: Some(at) };
        }
        self.0.is_any_off.store(true, Ordering::Relaxed);
        drop(off);
        if is_sure {
            self.tell(Told { device_id, at, frame_id: None, what: What::ClockOff { seconds: drift / SECOND } });
        }
    }

    fn off(&self) -> MutexGuard<'_, HashMap<i64, Off>> {
        self.0.off.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The loggers that are connected, or were a moment ago, and whose means are due to be looked through; at most so many.
    pub(super) fn to_look_at(&self, now: Stamp, most: usize) -> Vec<i64> {
        let loggers = self.loggers();
        let is_there =
            |known: &Known| !known.lines.is_empty() || known.left_at.is_some_and(|left| now.since(left) <= AWAY);
        let mut due: Vec<(Stamp, i64)> = loggers
            .known
            .iter()
            .filter(|(_, known)| known.look_at <= now && is_there(known))
            .map(|(id, known)| (known.look_at, *id))
            .collect();
        due.sort_unstable();
        due.into_iter().take(most).map(|(_, id)| id).collect()
    }

    /// When the means of a logger are looked through next.
    pub(super) fn look_again(&self, device_id: i64, at: Stamp) {
        if let Some(known) = self.loggers().known.get_mut(&device_id) {
            known.look_at = at;
        }
    }

    fn loggers(&self) -> MutexGuard<'_, Loggers> {
        self.0.loggers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An offset of a logger's own, the same each time: keys one after the other are far apart.
fn spread(device_id: i64) -> i64 {
    device_id.wrapping_mul(2_654_435_761).rem_euclid(SPREAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_looks_are_spread_over_half_an_hour() {
        let mut slots: HashMap<i64, usize> = HashMap::new();
        for device in 1..=1_300 {
            *slots.entry(spread(device) / MINUTE).or_default() += 1;
        }
        assert_eq!(slots.len(), 30);
        assert!(slots.values().all(|&loggers| loggers < 100), "{slots:?}");
    }
}
