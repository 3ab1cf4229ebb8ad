//! The newest value of each outlet and pollutant, and news of each new one.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock, RwLockWriteGuard},
};

use domain::{
    life::Audience,
    measurement::Interval,
    time::{DAY, Stamp},
};
use tokio::sync::broadcast;

use super::{
    Measurement,
    interpret::AHEAD,
    means::{Means, OutletMeans},
};
use crate::{Ctx, ctx::Part};

/// How many measurements a slow listener may fall behind before it loses the oldest.
const BACKLOG: usize = 4096;

/// The newest real-time value at one outlet for one pollutant.
#[derive(Clone, Debug)]
pub struct Latest {
    /// The value.
    pub measurement: Arc<Measurement>,
}

/// The most pollutants of one outlet on the board. Which and how many a logger sends is its own choice.
const PER_OUTLET: usize = 64;
/// After how long a pollutant of which nothing more is heard makes room for another.
const FORGOTTEN: i64 = 2 * DAY;

/// Each has its side of the board.
pub(super) const AUDIENCES: [Audience; 2] = [Audience::Public, Audience::Insiders];

type Board = HashMap<i64, BTreeMap<Arc<str>, Latest>>;

/// The newest values of the whole city. Cheap to clone; all clones are one board.
#[derive(Clone, Debug)]
pub struct Live {
    /// What everybody sees. A value of a trial does not displace one that everybody sees: it is not here at all.
    public: Side,
    /// All of it.
    whole: Side,
    news: broadcast::Sender<Arc<Measurement>>,
}

/// The newest values and the last means, for those who read them.
#[derive(Clone, Debug, Default)]
struct Side {
    board: Arc<RwLock<Board>>,
    means: Arc<RwLock<Means>>,
}

impl Side {
    fn board(&self) -> RwLockWriteGuard<'_, Board> {
        self.board.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn means(&self) -> RwLockWriteGuard<'_, Means> {
        self.means.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Live {
    fn default() -> Self {
        Self { public: Side::default(), whole: Side::default(), news: broadcast::channel(BACKLOG).0 }
    }
}

impl Part for Live {}

impl Ctx {
    /// The newest values, and news of them.
    pub fn live(&self) -> Live {
        self.part()
    }
}

impl Live {
    /// Takes note of stored measurements and tells the listeners. Hour and day values are told and kept as the means
    /// that may decide; they do not displace the real-time value on the board. States of treatment equipment are stored and
    /// not told: the board is about what is discharged. Neither are means of periods that had not ended.
    pub fn publish(&self, measurements: Vec<Measurement>) {
        let told =
            measurements.into_iter().filter(|measurement| !measurement.is_equipment() && !measurement.is_unfinished());
        let measurements: Vec<_> = told.map(Arc::new).collect();
        for audience in AUDIENCES {
            let mut board = self.of(audience).board();
            let instants = measurements.iter().filter(|m| m.interval == Interval::Realtime);
            for measurement in instants.filter(|m| m.is_for(audience)) {
                note(&mut board, measurement);
            }
        }
        self.keep_means(&measurements);
        for measurement in measurements {
            // Nobody listening is no failure.
            let _listeners = self.news.send(measurement);
        }
    }

    const fn of(&self, audience: Audience) -> &Side {
        match audience {
            Audience::Public => &self.public,
            Audience::Insiders => &self.whole,
        }
    }

    /// News of every measurement from now on, after it was committed: also of those in trial, which are not everybody's.
    pub fn listen(&self) -> broadcast::Receiver<Arc<Measurement>> {
        self.news.subscribe()
    }

    /// The newest values at one outlet, in order of their codes.
    pub fn at_outlet(&self, audience: Audience, outlet_id: i64) -> Vec<Latest> {
        let board = self.of(audience).board.read().unwrap_or_else(PoisonError::into_inner);
        board.get(&outlet_id).map(|outlet| outlet.values().cloned().collect()).unwrap_or_default()
    }

    /// The last hourly and daily means at one outlet.
    pub fn means(&self, audience: Audience, outlet_id: i64) -> OutletMeans {
        self.of(audience).means.read().unwrap_or_else(PoisonError::into_inner).of_outlet(outlet_id)
    }

    /// Takes note of means without telling anybody.
    pub(super) fn keep_means(&self, measurements: &[Arc<Measurement>]) {
        for audience in AUDIENCES {
            let mut means = self.of(audience).means();
            for measurement in measurements.iter().filter(|measurement| measurement.is_for(audience)) {
                means.note(measurement);
            }
        }
    }

    /// The newest moment of which anything stands on the board of an outlet.
    pub fn heard_at(&self, audience: Audience, outlet_id: i64) -> Option<Stamp> {
        let board = self.of(audience).board.read().unwrap_or_else(PoisonError::into_inner);
        board.get(&outlet_id)?.values().map(|latest| latest.measurement.at).max()
    }

    /// Puts a value on the board as it was before this process started.
    pub(crate) fn restore(&self, audience: Audience, latest: Latest) {
        let mut board = self.of(audience).board();
        let outlet = board.entry(latest.measurement.outlet_id).or_default();
        outlet.entry(latest.measurement.pollutant.clone()).or_insert(latest);
    }
}

/// Whether there is room for one more pollutant of an outlet, after one has been forgotten if need be. What has a limit
/// always finds room: the register bounds it.
fn makes_room(outlet: &mut BTreeMap<Arc<str>, Latest>, measurement: &Measurement) -> bool {
    if outlet.len() < PER_OUTLET || measurement.limited || outlet.contains_key(&measurement.pollutant) {
        return true;
    }
    let oldest = outlet.values().map(|latest| &latest.measurement).min_by_key(|oldest| oldest.received_at);
    let forgotten = oldest.filter(|oldest| measurement.received_at.since(oldest.received_at) > FORGOTTEN);
    let Some(code) = forgotten.map(|oldest| oldest.pollutant.clone()) else { return false };
    outlet.remove(&code).is_some()
}

/// Puts a value on the board unless a newer one stands there already (back-filled values arrive late).
fn note(board: &mut Board, measurement: &Arc<Measurement>) {
    let outlet = board.entry(measurement.outlet_id).or_default();
    if !makes_room(outlet, measurement) {
        return;
    }
    let before = outlet.get(&measurement.pollutant);
    // A value from a logger whose clock ran ahead does not hold the place for longer than it takes to mend the clock.
    let holds = |at: Stamp| at > measurement.at && at <= measurement.received_at.plus(AHEAD);
    if before.is_some_and(|before| holds(before.measurement.at)) {
        return;
    }
    outlet.insert(measurement.pollutant.clone(), Latest { measurement: measurement.clone() });
}

#[cfg(test)]
mod tests {
    use domain::{measurement::DataFlag, time::MINUTE};
    use rust_decimal::{Decimal, dec};

    use super::*;

    fn value(minute: i64, value: Decimal, flag: char) -> Measurement {
        Measurement {
            enterprise: "91350100M000100Y43".parse().unwrap(),
            outlet_id: 7,
            outlet: "DW001".parse().unwrap(),
            pollutant: "w20121".into(),
            interval: Interval::Realtime,
            at: Stamp(minute * MINUTE),
            value: Some(value),
            converted: false,
            flag: DataFlag::new(flag).unwrap(),
            resent: false,
            revision: 1,
            received_at: Stamp(minute * MINUTE),
            limit: None,
            limited: true,
            public: true,
        }
    }

    #[test]
    fn means_are_kept_in_their_newest_revision_and_only_the_last_ones() {
        let live = Live::default();
        let hour = |n: i64, v, revision| Measurement { interval: Interval::Hour, revision, ..value(n * 60, v, 'N') };
        live.publish((0..12).map(|n| hour(n, dec!(0.1), 1)).collect());
        live.publish(vec![hour(11, dec!(0.2), 2), hour(11, dec!(0.1), 1)]);
        let means = live.means(Audience::Public, 7);
        let newest: Vec<_> = means.newest("w20121", Interval::Hour).collect();
        assert_eq!((newest.len(), newest[0].value, newest[0].at), (8, Some(dec!(0.2)), Stamp(11 * 60 * MINUTE)));
        assert!(means.newest("w20121", Interval::Day).next().is_none());
        assert!(live.at_outlet(Audience::Public, 7).is_empty(), "a mean is no real-time value");
    }

    #[test]
    fn an_outlet_has_room_for_so_many_and_no_more() {
        let live = Live::default();
        let process = |minute, code: String| Measurement {
            pollutant: code.into(),
            limited: false,
            ..value(minute, dec!(1), 'N')
        };
        for n in 0..200 {
            live.publish(vec![process(n, format!("e101{n:02}"))]);
        }
        assert_eq!(live.at_outlet(Audience::Public, 7).len(), PER_OUTLET);
        live.publish(vec![value(201, dec!(0.1), 'N')]);
        assert!(
            live.at_outlet(Audience::Public, 7).iter().any(|latest| &*latest.measurement.pollutant == "w20121"),
            "it has a limit"
        );
        live.publish(vec![process(3 * 1440, "e30101".into())]);
        let codes: Vec<_> =
            live.at_outlet(Audience::Public, 7).iter().map(|latest| latest.measurement.pollutant.to_string()).collect();
        assert!(
            codes.contains(&"e30101".to_owned()) && !codes.contains(&"e10100".to_owned()),
            "the oldest is forgotten"
        );
    }

    #[test]
    fn a_late_value_does_not_displace_a_newer_one_but_is_told() {
        let live = Live::default();
        let mut news = live.listen();
        live.publish(vec![value(9, dec!(0.1), 'N')]);
        live.publish(vec![value(3, dec!(0.2), 'N')]);
        assert_eq!(live.at_outlet(Audience::Public, 7)[0].measurement.value, Some(dec!(0.1)));
        assert_eq!(news.try_recv().unwrap().value, Some(dec!(0.1)));
        assert_eq!(news.try_recv().unwrap().value, Some(dec!(0.2)));
    }

    #[test]
    fn what_is_in_trial_is_on_one_side_only_and_displaces_nothing_on_the_other() {
        let live = Live::default();
        live.publish(vec![value(1, dec!(0.1), 'N')]);
        let tried = |interval| Measurement { public: false, interval, ..value(60, dec!(0.9), 'N') };
        live.publish(vec![tried(Interval::Realtime), tried(Interval::Hour)]);
        let newest = |audience| live.at_outlet(audience, 7)[0].measurement.value;
        assert_eq!((newest(Audience::Public), newest(Audience::Insiders)), (Some(dec!(0.1)), Some(dec!(0.9))));
        let has = |audience| live.means(audience, 7).has("w20121");
        assert_eq!((has(Audience::Public), has(Audience::Insiders)), (false, true));
        assert_eq!(live.heard_at(Audience::Public, 7), Some(Stamp(MINUTE)));
    }
}
