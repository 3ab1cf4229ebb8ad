//! The chain of evidence grows in the commit that stores the frames.
//!
//! Of each logger and day the end of the chain is remembered, so that a commit asks only for those that it does not know.
//! Nothing hangs on that memory: whoever goes on from an end that is not the stored one is refused by the row itself, and
//! reads it again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    chain::{Digest, Link, at_arrival},
    time::Day,
};
use entities::{
    frame_chain::{Column, Entity, Model},
    raw_frame,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::arrival::Arrival;
use crate::Result;

/// Chains in one question.
const CHUNK: usize = 500;

/// The chain of a logger (0 for unknown ones) and a day.
type Key = (Day, i64);

/// Where a chain ends.
#[derive(Clone, Copy, Debug)]
struct End {
    frames: i64,
    link: Digest,
    first_id: i64,
    last_id: i64,
}

/// A chain without frames.
const EMPTY: End = End { frames: 0, link: Digest::ZERO, first_id: 0, last_id: 0 };

impl End {
    fn of(row: &Model) -> Self {
        // What is no SHA-256 was written by somebody else; the chain goes on all the same, and the check finds the place.
        let link = Digest::stored(&row.link).unwrap_or(Digest::ZERO);
        Self { frames: row.frames, link, first_id: row.first_id, last_id: row.last_id }
    }
}

/// The ends that are known.
#[derive(Debug, Default)]
pub struct Chains(HashMap<Key, End>);

/// The chains of one commit: where each went on, and where it ends.
#[derive(Debug, Default)]
pub struct Grown(HashMap<Key, (End, End)>);

fn key(frame: &raw_frame::Model) -> Key {
    (Day(frame.received_at.day()), frame.device_id.unwrap_or(0))
}

impl Chains {
    /// Reads the ends of the chains that these arrivals belong to, as far as they are not known.
    pub async fn recall(&mut self, db: &impl ConnectionTrait, arrivals: &[Arrival]) -> Result<()> {
        let mut unknown: BTreeMap<Day, BTreeSet<i64>> = BTreeMap::new();
        for arrival in arrivals.iter().filter(|arrival| arrival.keep) {
            let (day, device) = (Day(arrival.received_at.day()), arrival.device.as_ref().map_or(0, |device| device.id));
            if !self.0.contains_key(&(day, device)) {
                unknown.entry(day).or_default().insert(device);
            }
        }
        for (day, devices) in unknown {
            let devices: Vec<_> = devices.into_iter().collect();
            for devices in devices.chunks(CHUNK) {
                let of = Entity::find().filter(Column::Day.eq(day));
                let rows = of.filter(Column::DeviceId.is_in(devices.iter().copied())).all(db).await?;
                self.0.extend(devices.iter().map(|&device| ((day, device), EMPTY)));
                self.0.extend(rows.into_iter().map(|row| ((day, row.device_id), End::of(&row))));
            }
        }
        Ok(())
    }

    /// Links frames, in their order, to those before them.
    pub fn link(&self, frames: &mut [raw_frame::Model]) -> Grown {
        let mut grown = Grown::default();
        for frame in frames {
            let (day, device) = key(frame);
            let (_, end) = grown.0.entry((day, device)).or_insert_with(|| {
                let before = self.0.get(&(day, device)).copied().unwrap_or(EMPTY);
                (before, before)
            });
            let digest = Digest::of(&frame.wire);
            let position = end.frames + 1;
            let link = Link {
                device,
                day,
                position,
                previous: end.link,
                frame: frame.id,
                arrived: frame.received_at,
                digest,
                verdict: at_arrival(&frame.verdict),
            }
            .close();
            let first_id = if end.frames == 0 { frame.id } else { end.first_id };
            *end = End { frames: position, link, first_id, last_id: frame.id };
            (frame.digest, frame.link) = (Some(digest.0.to_vec()), Some(link.0.to_vec()));
            frame.position = Some(position);
        }
        grown
    }

    /// Remembers what a commit made of the chains, once it has succeeded. Days that are over are forgotten: a clock that
    /// was set back has them read again.
    pub fn remember(&mut self, grown: Grown) {
        let Some(newest) = grown.0.keys().map(|(day, _)| *day).max() else { return };
        self.0.extend(grown.0.into_iter().map(|(key, (_, end))| (key, end)));
        if self.0.keys().any(|(day, _)| *day < newest) {
            self.0.retain(|(day, _), _| *day >= newest);
        }
    }
}

impl Grown {
    /// The rows to write.
    pub fn rows(&self) -> Vec<Model> {
        let rows = self.0.iter().map(|(&(day, device_id), (before, end))| Model {
            day,
            device_id,
            frames: end.frames,
            link: end.link.0.to_vec(),
            first_id: end.first_id,
            last_id: end.last_id,
            went_on_from: before.last_id,
        });
        rows.collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::time::{DAY, Stamp};

    use super::*;

    fn frame(id: i64, device_id: Option<i64>, received_at: Stamp) -> raw_frame::Model {
        let (verdict, tolerated, wire) = ("accepted".to_owned(), String::new(), id.to_string().into_bytes());
        raw_frame::Model {
            id,
            device_id,
            received_at,
            verdict,
            tolerated,
            wire,
            digest: None,
            link: None,
            position: None,
        }
    }

    fn places(frames: &[raw_frame::Model]) -> Vec<i64> {
        frames.iter().filter_map(|frame| frame.position).collect()
    }

    #[test]
    fn each_logger_and_day_has_a_chain_of_its_own() {
        let (mut chains, one, next) = (Chains::default(), Stamp(0), Stamp(DAY));
        let mut frames = [
            frame(1, Some(1), one),
            frame(2, Some(2), one),
            frame(3, Some(1), one),
            frame(4, None, one),
            frame(5, Some(1), next),
        ];
        let grown = chains.link(&mut frames);
        assert_eq!(places(&frames), [1, 1, 2, 1, 1]);
        assert_eq!(grown.rows().len(), 4);
        // What did not come to a commit is linked again, from the same ends.
        let mut again = frames.clone();
        chains.link(&mut again);
        assert_eq!(again, frames);
        chains.remember(grown);
        // The clock was set back: the chain of the day before is not known any more, and is asked for.
        assert!(chains.0.keys().all(|(day, _)| *day == Day(next.day())));
        let mut more = [frame(6, Some(1), next), frame(7, Some(2), next)];
        let grown = chains.link(&mut more);
        assert_eq!(places(&more), [2, 1]);
        let went_on: BTreeMap<_, _> = grown.rows().into_iter().map(|row| (row.device_id, row.went_on_from)).collect();
        assert_eq!(went_on, BTreeMap::from([(1, 5), (2, 0)]));
    }
}
