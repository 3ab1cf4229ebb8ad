//! The periods of events as they are stored.

use std::collections::HashMap;

use domain::{
    exceedance::{Evidence, MadeBy},
    life::Audience,
    time::Stamp,
};
use entities::{
    exceedance,
    exceedance_period::{Column, Entity, Model},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Ctx, Error, Result,
    monitoring::own_means::{figures, read as read_own},
};

/// A period of an event as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its start.
    pub at: Stamp,
    /// 1, and one more each time that it came out otherwise.
    pub edition: i32,
    /// Whether it stands above the limit; otherwise corrected values took it out of the event.
    pub is_over: bool,
    /// What it is said of.
    pub evidence: Evidence,
    /// When this was recorded.
    pub recorded_at: Stamp,
}

/// The newest editions of the periods of events, by event, oldest period first.
pub(super) async fn of_events(db: &impl ConnectionTrait, ids: &[i64]) -> Result<HashMap<i64, Vec<Period>>> {
    let rows = Entity::find()
        .filter(Column::ExceedanceId.is_in(ids.iter().copied()))
        .order_by_asc(Column::ExceedanceId)
        .order_by_asc(Column::At)
        .order_by_asc(Column::Edition)
        .all(db)
        .await?;
    let mut periods: HashMap<i64, Vec<Period>> = HashMap::new();
    for row in rows {
        let own = periods.entry(row.exceedance_id).or_default();
        let period = read(&row)?;
        match own.last_mut() {
            Some(last) if last.at == period.at => *last = period,
            _ => own.push(period),
        }
    }
    Ok(periods)
}

fn read(row: &Model) -> Result<Period> {
    let evidence =
        serde_json::from_str(&row.evidence).map_err(|error| Error::Database(DbErr::Json(error.to_string())))?;
    Ok(Period { at: row.at, edition: row.edition, is_over: row.is_over, evidence, recorded_at: row.recorded_at })
}

/// Puts in what the portal knows by now of periods of which it had no mean of its own when they were recorded: an hourly one is worked
/// out some minutes after the logger's came.
pub(super) async fn with_own(ctx: &Ctx, row: &exceedance::Model, mut periods: Vec<Period>) -> Result<Vec<Period>> {
    let lacks = |period: &Period| period.evidence.made_by == MadeBy::Logger && period.evidence.own.is_none();
    let missing = || periods.iter().filter(|period| lacks(period)).map(|period| period.at);
    let (Some(first), Some(last), Some(outlet)) =
        (missing().min(), missing().max(), ctx.registry().outlet(row.outlet_id))
    else {
        return Ok(periods);
    };
    let own = read_own(ctx, &outlet, row.averaging.interval(), (first, last.plus(1)), Audience::Public).await?;
    for period in periods.iter_mut().filter(|period| lacks(period)) {
        let beside = own.iter().find(|own| own.at == period.at && own.pollutant == row.pollutant);
        let Some(mean) = beside.map(figures) else { continue };
        period.evidence.own = mean.value.filter(|_| mean.counts());
        period.evidence.valid = Some((mean.valid, mean.due));
    }
    Ok(periods)
}

impl Period {
    /// It as a row of an event.
    pub(super) fn row(&self, exceedance_id: i64) -> Result<Model> {
        let evidence =
            serde_json::to_string(&self.evidence).map_err(|error| Error::Database(DbErr::Json(error.to_string())))?;
        let Self { at, edition, is_over, recorded_at, .. } = *self;
        Ok(Model { exceedance_id, at, edition, is_over, evidence, recorded_at })
    }
}
