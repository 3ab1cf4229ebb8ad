//! Discharge limits as they are published: with their unit, validity and basis.

use std::collections::HashMap;

use domain::{
    judgement::{self, Mean, NoBasis, Verdict, Yardstick},
    limit::Limit,
    measurement::Interval,
    source::is_unverified,
    time::Stamp,
};
use entities::{discharge_limit, measurement};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{Ctx, Pollutant, Result};

/// A limit and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedLimit {
    /// For what.
    pub pollutant: Pollutant,
    /// The figures, the mean over which a violation would be decided, first and last day.
    pub limit: Limit,
    /// The unit of the figures.
    pub unit: String,
    /// For gas of combustion: the oxygen at which it holds, per cent by volume.
    pub reference_oxygen: Option<Decimal>,
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

/// The limit for a pollutant that the law reads on the mean of an interval, on the day of a moment.
pub(crate) fn applying<'a>(
    limits: &'a [PublishedLimit],
    code: &str,
    interval: Interval,
    at: Stamp,
) -> Option<&'a PublishedLimit> {
    let own = limits.iter().filter(|limit| *limit.pollutant.code == *code);
    judgement::applying(own, |published| &published.limit, interval, at.day())
}

/// Every limit for a pollutant that applies on the day of a moment, whatever the mean.
pub(crate) fn all_applying<'a>(
    limits: &'a [PublishedLimit],
    code: &'a str,
    at: Stamp,
) -> impl Iterator<Item = &'a PublishedLimit> {
    let day = at.day();
    limits.iter().filter(move |limit| *limit.pollutant.code == *code && limit.limit.applies(day))
}

/// What a stored value says by the limit that the law reads on the mean of its interval, unless it is no basis.
pub(crate) fn verdict(limits: &[PublishedLimit], row: &measurement::Model, no_basis: Option<NoBasis>) -> Verdict {
    let limit = applying(limits, &row.pollutant, row.interval, row.at);
    let unit = limit.map_or("", |limit| &limit.pollutant.unit);
    let mean = Mean {
        interval: row.interval,
        at: row.at,
        value: row.value.map(Into::into),
        unit,
        flag: row.flag,
        converted: row.is_converted(),
        no_basis,
    };
    judgement::judge(limit.map(PublishedLimit::yardstick), Some(mean))
}

impl PublishedLimit {
    /// What a value is held against.
    pub(crate) fn yardstick(&self) -> Yardstick<'_> {
        Yardstick { limit: &self.limit, unit: &self.unit, at_reference_oxygen: self.reference_oxygen.is_some() }
    }

    /// Whether its source says that somebody still has to check the figure.
    pub fn is_unverified(&self) -> bool {
        is_unverified(&self.source)
    }
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
        reference_oxygen: row.reference_oxygen.map(Into::into),
        basis: row.basis,
        source: row.source,
    }
}
