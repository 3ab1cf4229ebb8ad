//! The newest figure of one pollutant at one outlet, beside its limits and what may be said by them.

use domain::{
    life::Audience,
    measurement::{DataFlag, Interval},
    time::Stamp,
};
use rust_decimal::Decimal;

use super::{Judged, PublishedLimit, limits::all_applying};
use crate::{Ctx, Pollutant, monitoring::live::Latest};

/// What stands on the board for a pollutant: its limits, the newest value where there is one, and the means that
/// decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What is measured.
    pub pollutant: Pollutant,
    /// The limits of today, each for another mean.
    pub limits: Vec<PublishedLimit>,
    /// The newest real-time value, for reference; absent where no logger has sent any.
    pub newest: Option<Newest>,
    /// What may be said, by each limit; empty where nothing is monitored or limited.
    pub judged: Vec<Judged>,
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
    /// Whether the instrument worked normally, so that the value means something.
    pub valid: bool,
    /// Whether it is converted to reference oxygen.
    pub converted: bool,
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
            converted: measurement.converted,
            resent: measurement.resent,
            revision: measurement.revision,
        }
    }
}

/// The board of an outlet of which so much may be said: everything that has a limit today or a newest value, what has a limit first, each part in
/// order of code.
pub(crate) fn board(
    ctx: &Ctx,
    audience: Audience,
    outlet_id: i64,
    limits: &[PublishedLimit],
    judged: &[Judged],
) -> Vec<Reading> {
    let now = ctx.now();
    let latest = ctx.live().at_outlet(audience, outlet_id);
    let reading = |pollutant: Pollutant| {
        let code = &*pollutant.code;
        Reading {
            limits: all_applying(limits, code, now).cloned().collect(),
            newest: latest.iter().find(|one| *one.measurement.pollutant == *code).map(Newest::from),
            judged: judged.iter().filter(|one| *one.pollutant.code == *code).cloned().collect(),
            pollutant,
        }
    };
    let mut limited: Vec<_> = limits.iter().filter(|limit| limit.limit.applies(now.day())).collect();
    limited.dedup_by(|later, first| later.pollutant.code == first.pollutant.code);
    let limited = limited.into_iter().map(|limit| limit.pollutant.clone());
    let unlimited = latest.iter().filter(|one| all_applying(limits, &one.measurement.pollutant, now).next().is_none());
    let unlimited = unlimited.map(|one| Pollutant::of(&one.measurement.pollutant));
    limited.chain(unlimited).map(reading).collect()
}
