//! The newest figure of one pollutant at one outlet, beside its limit.

use domain::{
    limit::Standing,
    measurement::{DataFlag, Interval},
    time::Stamp,
};
use rust_decimal::Decimal;

use super::{Pollutant, PublishedLimit, limits::applying};
use crate::{Ctx, monitoring::live::Latest};

/// What stands on the board for a pollutant: its limit, and the newest value where there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What is measured.
    pub pollutant: Pollutant,
    /// The limit of today.
    pub limit: Option<PublishedLimit>,
    /// The newest value; absent where no logger has sent any.
    pub newest: Option<Newest>,
}

/// The newest value.
#[derive(Clone, Debug, PartialEq)]
pub struct Newest {
    /// The figure; absent when the logger sent none.
    pub value: Option<Decimal>,
    /// The period that it stands for.
    pub interval: Interval,
    /// The instant, or the start of the period.
    pub at: Stamp,
    /// When it arrived.
    pub received_at: Stamp,
    /// The logger's mark.
    pub flag: DataFlag,
    /// Whether the instrument worked normally, so that the value counts.
    pub valid: bool,
    /// Where a value that counts stands against the limit of its day.
    pub standing: Standing,
    /// Since when values that count have been beyond the limit without a break.
    pub over_since: Option<Stamp>,
    /// Whether it was sent again later.
    pub resent: bool,
    /// 1, and one more for each changed value of the moment.
    pub revision: i32,
}

impl From<&Latest> for Newest {
    fn from(latest: &Latest) -> Self {
        let measurement = &latest.measurement;
        Self {
            value: measurement.value,
            interval: measurement.interval,
            at: measurement.at,
            received_at: measurement.received_at,
            flag: measurement.flag,
            valid: measurement.is_valid(),
            standing: measurement.standing(),
            over_since: latest.over_since,
            resent: measurement.resent,
            revision: measurement.revision,
        }
    }
}

/// The board of an outlet: everything that has a limit today or a newest value, what has a limit first, each part in
/// order of code.
pub(crate) fn board(ctx: &Ctx, outlet_id: i64, limits: &[PublishedLimit]) -> Vec<Reading> {
    let now = ctx.now();
    let latest = ctx.live.at_outlet(outlet_id);
    let newest = |code: &str| latest.iter().find(|l| *l.measurement.pollutant == *code).map(Newest::from);
    let mut readings: Vec<_> = limits
        .iter()
        .filter(|limit| limit.limit.applies(now.day()))
        .map(|limit| Reading {
            pollutant: limit.pollutant.clone(),
            newest: newest(&limit.pollutant.code),
            limit: Some(limit.clone()),
        })
        .collect();
    readings.dedup_by(|later, first| later.pollutant.code == first.pollutant.code);
    let unlimited = latest.iter().filter(|l| applying(limits, &l.measurement.pollutant, now).is_none());
    readings.extend(unlimited.map(|l| Reading {
        pollutant: Pollutant::of(&l.measurement.pollutant),
        limit: None,
        newest: Some(l.into()),
    }));
    readings
}
