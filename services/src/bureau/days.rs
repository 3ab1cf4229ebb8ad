//! The daily means of the last week.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    measurement::Interval,
    outlet::OutletCode,
    time::{DAY, start_of},
};
use entities::{measurement, outlet};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Ctx, Pollutant, Result,
    basis::{Basis, MeanOf, Outlets},
    public::{
        PublishedLimit,
        enterprise::OutletView,
        limits::{applying, verdict},
    },
};

/// How many days are shown.
const DAYS: i64 = 7;

/// The last days of an outlet.
#[derive(Clone, Debug, PartialEq)]
pub struct OutletDays {
    /// Which outlet.
    pub outlet: OutletCode,
    /// The days, oldest first.
    pub days: Vec<NaiveDate>,
    /// What was measured there, in order of code.
    pub pollutants: Vec<PollutantDays>,
}

/// The last days of a pollutant.
#[derive(Clone, Debug, PartialEq)]
pub struct PollutantDays {
    /// Of what.
    pub pollutant: Pollutant,
    /// The daily limit of today; a limit for another mean is not held against daily means.
    pub limit: Option<PublishedLimit>,
    /// One for each day; nothing where nothing was sent.
    pub means: Vec<Option<DayMean>>,
}

/// The mean of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayMean {
    /// The figure; absent when the logger sent none.
    pub value: Option<Decimal>,
    /// Whether it counts.
    pub valid: bool,
    /// Whether it is beyond the limit of its own day, and a basis for saying so.
    pub over: bool,
}

/// Newest revisions by outlet, pollutant and day.
type Table = BTreeMap<(i64, String), BTreeMap<NaiveDate, measurement::Model>>;

/// The days before today of all outlets of an enterprise, by one query; outlets without any are left out.
pub(super) async fn of_enterprise(ctx: &Ctx, enterprise_id: i64, outlets: &[OutletView]) -> Result<Vec<OutletDays>> {
    let today = start_of(ctx.now().day());
    let from = today.minus(DAYS * DAY);
    let rows =
        outlet::Entity::find().filter(outlet::Column::EnterpriseId.eq(enterprise_id)).all(ctx.store.read()).await?;
    let keys: BTreeMap<i64, OutletCode> = rows.into_iter().map(|row| (row.id, row.code)).collect();
    let found = measurement::Entity::find()
        .filter(measurement::Column::OutletId.is_in(keys.keys().copied()))
        .filter(measurement::Column::Interval.eq(Interval::Day))
        .filter(measurement::Column::At.gte(from))
        .filter(measurement::Column::At.lt(today))
        .order_by_asc(measurement::Column::Revision)
        .all(ctx.store.read())
        .await?;
    let mut table = Table::new();
    for row in found.into_iter().filter(|row| ctx.registry().admits(row.outlet_id, &row.pollutant)) {
        // A later revision takes the place of the one before.
        table.entry((row.outlet_id, row.pollutant.clone())).or_default().insert(row.at.day(), row);
    }
    let ids: Vec<i64> = keys.keys().copied().collect();
    let basis = Basis::of(ctx, Outlets::These(&ids), (from, today)).await?;
    let days: Vec<NaiveDate> = (0..DAYS).map(|n| from.plus(n * DAY).day()).collect();
    let limits = |code| outlets.iter().find(|outlet| outlet.code == code).map_or(&[][..], |outlet| &outlet.limits);
    let one = |(id, code): (i64, OutletCode)| {
        let own = table.iter().filter(|((outlet, _), _)| *outlet == id);
        let pollutants: Vec<_> =
            own.map(|((_, of), means)| line((of, code), means, &days, limits(code), &basis)).collect();
        (!pollutants.is_empty()).then(|| OutletDays { outlet: code, days: days.clone(), pollutants })
    };
    let mut all: Vec<_> = keys.into_iter().filter_map(one).collect();
    all.sort_by_key(|outlet| outlet.outlet);
    Ok(all)
}

fn line(
    (code, outlet): (&str, OutletCode),
    means: &BTreeMap<NaiveDate, measurement::Model>,
    days: &[NaiveDate],
    limits: &[PublishedLimit],
    basis: &Basis,
) -> PollutantDays {
    let mean = |row: &measurement::Model| {
        let value = row.value.map(Decimal::from);
        let valid = row.flag.is_valid() && value.is_some();
        let (outlet_id, interval, at) = (row.outlet_id, row.interval, row.at);
        let no_basis = basis.lacks(MeanOf { outlet_id, outlet, pollutant: code, interval, at, value });
        DayMean { value, valid, over: verdict(limits, row, no_basis).is_over() }
    };
    let limit = days.last().and_then(|day| applying(limits, code, Interval::Day, start_of(*day)));
    PollutantDays {
        pollutant: Pollutant::of(code),
        limit: limit.cloned(),
        means: days.iter().map(|day| means.get(day).map(mean)).collect(),
    }
}
