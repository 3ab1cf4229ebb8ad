//! The periods of events as they are stored.

use std::collections::HashMap;

use domain::{exceedance::Evidence, time::Stamp};
use entities::exceedance_period::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{Error, Result};

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

impl Period {
    /// It as a row of an event.
    pub(super) fn row(&self, exceedance_id: i64) -> Result<Model> {
        let evidence =
            serde_json::to_string(&self.evidence).map_err(|error| Error::Database(DbErr::Json(error.to_string())))?;
        let Self { at, edition, is_over, recorded_at, .. } = *self;
        Ok(Model { exceedance_id, at, edition, is_over, evidence, recorded_at })
    }
}
