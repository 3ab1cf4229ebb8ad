//! The marks by which means of an outlet are judged.

use chrono::{Datelike, NaiveDate};
use domain::{
    mark::{Mark, MarkRule, MarkState},
    time::{DAY, Stamp, start_of},
};
use entities::{discharge_limit, mark};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::load::touching;
use crate::{Result, law::mark_rules};

/// The marks in force of an outlet, as [`domain::mark::effect`] takes them, and their keys in the same order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarksInForce {
    /// Keys, as in addresses.
    pub ids: Vec<i64>,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// Those that are needed to judge what lies between two moments: all that touch it, and those of the calendar year before
/// it, since some time limits count by the year and others from the first of marks that follow each other.
pub async fn in_force(db: &impl ConnectionTrait, outlet_id: i64, from: Stamp, to: Stamp) -> Result<MarksInForce> {
    let year = NaiveDate::from_ymd_opt(from.day().year(), 1, 1).map_or(from, start_of);
    // A start of New Year's Eve goes on.
    let mut found = touching(db, &[outlet_id], year.minus(DAY).min(from)).await?;
    found.retain(|loaded| loaded.state() == MarkState::InForce && loaded.row.from_at < to);
    let (ids, marks) = found.iter().map(|loaded| (loaded.row.id, loaded.mark())).unzip();
    Ok(MarksInForce { ids, marks })
}

/// Those in force that touch a stretch, with their rows, in the order of their beginnings.
pub(crate) async fn touching_in_force(
    db: &impl ConnectionTrait,
    outlet_id: i64,
    from: Stamp,
    to: Stamp,
) -> Result<Vec<(mark::Model, Mark)>> {
    let mut found = touching(db, &[outlet_id], from).await?;
    found.retain(|loaded| loaded.state() == MarkState::InForce && loaded.row.from_at < to);
    Ok(found.into_iter().map(|loaded| (loaded.row.clone(), loaded.mark())).collect())
}

/// The time limits for what stands at an outlet, on a day: by the standards that its limits of that day name.
pub async fn rule_of(db: &impl ConnectionTrait, outlet_id: i64, day: NaiveDate) -> Result<Option<&'static MarkRule>> {
    let limits =
        discharge_limit::Entity::find().filter(discharge_limit::Column::OutletId.eq(outlet_id)).all(db).await?;
    Ok(rule_by(&limits, day))
}

/// The same of limits that are at hand.
pub(crate) fn rule_by(limits: &[discharge_limit::Model], day: NaiveDate) -> Option<&'static MarkRule> {
    let applies =
        |limit: &&discharge_limit::Model| limit.valid_from.0 <= day && limit.valid_to.is_none_or(|last| day <= last.0);
    let bases: Vec<&str> = limits.iter().filter(applies).map(|limit| limit.basis.as_str()).collect();
    mark_rules().on(&bases, day)
}
