//! Counts of frames, out of the daily tallies.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use domain::time::{self, Stamp};
use entities::frame_tally::{Column, Entity, Model};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::frames::TAKEN;
use crate::{
    Ctx, Result,
    monitoring::record::{ACCEPTED, DUPLICATE, HELD},
};

/// How many days back the pages look.
pub(super) const DAYS: u64 = 14;

/// Frames that were refused, by the code of the reason.
pub type Refused = BTreeMap<String, u64>;

/// What a logger sent on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day of arrival.
    pub day: NaiveDate,
    /// Frames that were taken and brought something new.
    pub accepted: u64,
    /// Frames that were taken and said nothing new.
    pub repeated: u64,
    /// Frames that were refused.
    pub refused: Refused,
}

impl Day {
    pub(super) fn empty(day: NaiveDate) -> Self {
        Self { day, accepted: 0, repeated: 0, refused: Refused::new() }
    }

    fn add(&mut self, tally: Model) {
        let frames = u64::try_from(tally.frames).unwrap_or_default();
        match tally.verdict.as_str() {
            ACCEPTED | HELD => self.accepted += frames,
            DUPLICATE => self.repeated += frames,
            _ => *self.refused.entry(tally.verdict).or_default() += frames,
        }
    }

    /// Whether anything came.
    pub fn has_frames(&self) -> bool {
        self.accepted + self.repeated + self.refusals() > 0
    }

    /// Frames that were refused, for whatever reason.
    pub fn refusals(&self) -> u64 {
        self.refused.values().sum()
    }
}

/// What every logger sent today; 0 stands for strangers.
pub(super) async fn today(ctx: &Ctx) -> Result<HashMap<i64, Day>> {
    let today = ctx.now().day();
    let mut counts = HashMap::new();
    for tally in Entity::find().filter(Column::Day.eq(time::Day(today))).all(ctx.store.read()).await? {
        counts.entry(tally.device_id).or_insert_with(|| Day::empty(today)).add(tally);
    }
    Ok(counts)
}

/// The last days of one logger, today first, those without a frame too; 0 stands for strangers.
pub(super) async fn last_days(ctx: &Ctx, device_id: i64) -> Result<Vec<Day>> {
    let today = ctx.now().day();
    let mut days: Vec<_> = (0..DAYS).map(|back| Day::empty(today - Days::new(back))).collect();
    let tallies = Entity::find()
        .filter(Column::DeviceId.eq(device_id))
        .filter(Column::Day.gte(time::Day(today - Days::new(DAYS - 1))))
        .all(ctx.store.read())
        .await?;
    for tally in tallies {
        if let Some(day) = days.iter_mut().find(|day| day.day == tally.day.0) {
            day.add(tally);
        }
    }
    Ok(days)
}

/// When a logger was heard within the last days.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heard {
    /// The newest arrival of any frame.
    pub at: Option<Stamp>,
    /// The newest arrival of one that was taken.
    pub taken_at: Option<Stamp>,
}

impl Heard {
    fn note(&mut self, verdict: &str, at: Stamp) {
        self.at = self.at.max(Some(at));
        if TAKEN.contains(&verdict) {
            self.taken_at = self.taken_at.max(Some(at));
        }
    }
}

/// When every logger was heard.
pub(super) async fn heard(ctx: &Ctx) -> Result<HashMap<i64, Heard>> {
    let first = ctx.now().day() - Days::new(DAYS - 1);
    let rows: Vec<(i64, String, Stamp)> = Entity::find()
        .select_only()
        .column(Column::DeviceId)
        .column(Column::Verdict)
        .column_as(Column::LastAt.max(), "last_at")
        .filter(Column::Day.gte(time::Day(first)))
        .group_by(Column::DeviceId)
        .group_by(Column::Verdict)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mut heard: HashMap<i64, Heard> = HashMap::new();
    for (device_id, verdict, at) in rows {
        heard.entry(device_id).or_default().note(&verdict, at);
    }
    Ok(heard)
}

/// When one logger was heard.
pub(super) async fn heard_of(ctx: &Ctx, device_id: i64) -> Result<Heard> {
    // Every tally of one logger: fourteen days with a few verdicts each.
    let first = ctx.now().day() - Days::new(DAYS - 1);
    let tallies = Entity::find().filter(Column::DeviceId.eq(device_id)).filter(Column::Day.gte(time::Day(first)));
    let mut heard = Heard::default();
    for tally in tallies.all(ctx.store.read()).await? {
        heard.note(&tally.verdict, tally.last_at);
    }
    Ok(heard)
}
