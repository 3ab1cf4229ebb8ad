//! A day of an outlet, hour by hour: what its loggers say themselves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{
    measurement::Interval,
    time::{DAY, HOUR, Stamp, start_of},
};
use entities::measurement;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::outlets::OwnOutlet;
use crate::{
    Ctx, Result,
    public::{PublishedLimit, limits::verdict},
};

/// A day, hour by hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayStrip {
    /// Which.
    pub day: NaiveDate,
    /// Its hours, 24 of them.
    pub hours: Vec<StripHour>,
}

/// An hour of it, by the hourly means that the loggers sent of what is limited here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StripHour {
    /// Whether it has not ended yet, so that there is nothing to expect.
    pub is_to_come: bool,
    /// Whether anything came of it.
    pub came: bool,
    /// With which marks of the loggers' own those came that do not count.
    pub flags: BTreeSet<String>,
    /// Whether a mean is above a limit that is read on hourly means, whatever marks say: they are set by this.
    pub over: bool,
}

/// The days of some outlets, by outlet and day.
pub(super) async fn strips(
    ctx: &Ctx,
    outlets: &[OwnOutlet],
    limits: &BTreeMap<i64, Vec<PublishedLimit>>,
    days: &[NaiveDate],
) -> Result<BTreeMap<(i64, NaiveDate), DayStrip>> {
    let mut all = BTreeMap::new();
    for outlet in outlets {
        let own = limits.get(&outlet.id).map(Vec::as_slice).unwrap_or_default();
        for &day in days {
            all.insert((outlet.id, day), strip(ctx, outlet, own, day).await?);
        }
    }
    Ok(all)
}

async fn strip(ctx: &Ctx, outlet: &OwnOutlet, limits: &[PublishedLimit], day: NaiveDate) -> Result<DayStrip> {
    use measurement::Column as C;
    let from = start_of(day);
    let rows = measurement::Entity::find()
        .filter(C::OutletId.eq(outlet.id))
        .filter(C::Interval.eq(Interval::Hour))
        .filter(C::At.gte(from))
        .filter(C::At.lt(from.plus(DAY)))
        .filter(C::Revision.gte(1))
        .all(ctx.store.read())
        .await?;
    let mut newest: BTreeMap<(Stamp, &str), &measurement::Model> = BTreeMap::new();
    for row in rows.iter().filter(|row| limits.iter().any(|limit| *limit.pollutant.code == *row.pollutant)) {
        let kept = newest.entry((row.at.floor(HOUR), row.pollutant.as_str())).or_insert(row);
        if kept.revision < row.revision {
            *kept = row;
        }
    }
    let now = ctx.now();
    let mut hours: Vec<StripHour> = (0..24)
        .map(|hour| StripHour { is_to_come: from.plus((hour + 1) * HOUR) > now, ..StripHour::default() })
        .collect();
    for ((at, _), row) in newest {
        let place = usize::try_from(at.since(from) / HOUR).unwrap_or(usize::MAX);
        let Some(hour) = hours.get_mut(place) else { continue };
        hour.came = true;
        hour.over |= verdict(limits, row, None).is_over();
        if !row.flag.is_valid() {
            hour.flags.insert(row.flag.to_string());
        }
    }
    Ok(DayStrip { day, hours })
}
