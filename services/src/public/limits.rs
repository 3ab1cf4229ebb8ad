//! Discharge limits as they are published: with their unit, validity and basis.

use std::collections::HashMap;

use domain::{limit::Limit, time::Stamp};
use entities::discharge_limit;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Pollutant;
use crate::{Ctx, Result};

/// A limit and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedLimit {
    /// For what.
    pub pollutant: Pollutant,
    /// The figures, the mean over which a violation would be decided, first and last day.
    pub limit: Limit,
    /// The unit of the figures.
    pub unit: String,
    /// Standard and table.
    pub basis: String,
    /// How sure the figure is.
    pub source: String,
}

/// All limits of some outlets, past and coming ones too: by outlet, in order of pollutant and first day.
pub(crate) async fn of_outlets(ctx: &Ctx, ids: &[i64]) -> Result<HashMap<i64, Vec<PublishedLimit>>> {
    let rows = discharge_limit::Entity::find()
        .filter(discharge_limit::Column::OutletId.is_in(ids.iter().copied()))
        .order_by_asc(discharge_limit::Column::Pollutant)
        .order_by_asc(discharge_limit::Column::ValidFrom)
        .all(ctx.store.read())
        .await?;
    let mut limits: HashMap<i64, Vec<PublishedLimit>> = HashMap::new();
    for row in rows {
        limits.entry(row.outlet_id).or_default().push(published(row));
    }
    Ok(limits)
}

/// The limit for a pollutant that applies at a moment.
pub(crate) fn applying<'a>(limits: &'a [PublishedLimit], code: &str, at: Stamp) -> Option<&'a PublishedLimit> {
    let day = at.day();
    limits.iter().find(|limit| *limit.pollutant.code == *code && limit.limit.applies(day))
}

fn published(row: discharge_limit::Model) -> PublishedLimit {
    PublishedLimit {
        pollutant: Pollutant::of(&row.pollutant),
        limit: Limit {
            low: row.low.map(Into::into),
            high: row.high.map(Into::into),
            averaging: row.averaging,
            valid_from: row.valid_from.0,
            valid_to: row.valid_to.map(|day| day.0),
        },
        unit: row.unit,
        basis: row.basis,
        source: row.source,
    }
}
