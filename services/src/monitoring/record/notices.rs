//! What is noticed about loggers' frames: told apart as long as there are not too many, and forgotten with time.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use domain::{
    device::NoticeKind,
    time::{DAY, MINUTE, Stamp},
};
use entities::device_notice::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::arrival::Arrival;
use crate::{
    Result,
    monitoring::interpret::{NewNotice, OTHERS},
};

/// The most things that are told apart of one logger; what it invents beyond that is counted together.
const TOLD_APART: usize = 100;
/// After how long without a repetition a thing is forgotten.
pub const FORGOTTEN: i64 = 90 * DAY;
/// How often what is old is looked for.
const SWEEP: i64 = DAY;
/// For how long a frame with the right time speaks for the clock: what comes late meanwhile was sent late.
const TRUSTED: i64 = 15 * MINUTE;

/// What is known of each logger, so that a commit need not ask.
#[derive(Debug, Default)]
pub struct Noticed {
    known: HashMap<i64, HashSet<(NoticeKind, String)>>,
    /// When what is old was last deleted.
    swept_at: Option<Stamp>,
    /// When a frame of a logger last came with the right time.
    on_time: HashMap<i64, Stamp>,
}

/// The counts of one commit.
#[derive(Default)]
pub struct Counts(HashMap<(i64, NoticeKind, String), Model>);

impl Noticed {
    /// Reads what is stored of the loggers of these arrivals, and once a day forgets what is old, of all loggers: of one
    /// that fell silent, or was mended, nothing comes that would remind anybody.
    pub async fn recall(&mut self, db: &impl ConnectionTrait, arrivals: &[Arrival]) -> Result<()> {
        if let Some(now) = arrivals.last().map(|arrival| arrival.received_at)
            && self.swept_at.is_none_or(|before| now.since(before).abs() >= SWEEP)
        {
            Entity::delete_many().filter(Column::LastAt.lt(now.minus(FORGOTTEN))).exec(db).await?;
            self.known.clear();
            self.swept_at = Some(now);
        }
        for arrival in arrivals.iter().filter(|arrival| !arrival.notices.is_empty()) {
            let Some(device) = &arrival.device else { continue };
            if let Entry::Vacant(unknown) = self.known.entry(device.id) {
                let rows = Entity::find().filter(Column::DeviceId.eq(device.id)).all(db).await?;
                unknown.insert(rows.into_iter().map(|row| (row.kind, row.what)).collect());
            }
        }
        Ok(())
    }

    /// Counts what is to be noticed about an arrival.
    pub fn count(&mut self, arrival: &Arrival, counts: &mut Counts) {
        let Some(device) = &arrival.device else { return };
        if arrival.on_time {
            self.on_time.insert(device.id, arrival.received_at);
        }
        let trusted = self.on_time.get(&device.id).is_some_and(|at| arrival.received_at.since(*at) <= TRUSTED);
        for notice in &arrival.notices {
            // A clock that was right a moment ago is not behind: this was sent late.
            if notice.kind == NoticeKind::ClockBehind && trusted {
                continue;
            }
            let what = self.told_apart(device.id, notice);
            let row = counts.0.entry((device.id, notice.kind, what.clone())).or_insert_with(|| Model {
                device_id: device.id,
                kind: notice.kind,
                what,
                count: 0,
                first_at: arrival.received_at,
                last_at: arrival.received_at,
                sample: String::new(),
            });
            row.count += 1;
            row.last_at = arrival.received_at;
            row.sample.clone_from(&notice.sample);
        }
    }

    fn told_apart(&mut self, device_id: i64, notice: &NewNotice) -> String {
        let known = self.known.entry(device_id).or_default();
        let thing = (notice.kind, notice.what.clone());
        if known.contains(&thing) || known.len() < TOLD_APART {
            known.insert(thing);
            return notice.what.clone();
        }
        OTHERS.to_owned()
    }
}

impl Counts {
    /// The rows to add.
    pub fn rows(self) -> Vec<Model> {
        self.0.into_values().collect()
    }
}
