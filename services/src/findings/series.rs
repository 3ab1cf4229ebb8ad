//! The quarter of one pollutant at one outlet, day by day.

use domain::{crosscheck::Subject, life::Audience, measurement::Interval, quarter::Quarter, time::Stamp};
use entities::outlet;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Ctx, Pollutant, Result,
    basis::{Basis, MeanOf, Outlets},
    public::{PublishedLimit, limits, measurements::rows},
};

/// More days than a quarter has.
const MOST: u64 = 100;

/// Daily means of a quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterSeries {
    /// What was measured.
    pub pollutant: Pollutant,
    /// The first moment of the quarter.
    pub from: Stamp,
    /// The first moment after it.
    pub to: Stamp,
    /// The daily limit at the end of the quarter; a limit for another mean is not held against daily means.
    pub limit: Option<PublishedLimit>,
    /// The days that have a value, oldest first.
    pub days: Vec<DayValue>,
}

/// The mean of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayValue {
    /// The start of the day.
    pub at: Stamp,
    /// The mean; absent when the logger sent none.
    pub value: Option<Decimal>,
    /// Whether it counts.
    pub valid: bool,
    /// Whether it is beyond the daily limit of its own day, and a basis for saying so.
    pub over: bool,
}

/// The daily means that belong to a finding about a pollutant at an outlet; none where there are none.
pub(super) async fn of_subject(
    ctx: &Ctx,
    enterprise_id: i64,
    quarter: Quarter,
    subject: &Subject,
) -> Result<Option<QuarterSeries>> {
    let Subject::At(code, pollutant) = subject else { return Ok(None) };
    let outlet = outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(enterprise_id))
        .filter(outlet::Column::Code.eq(*code))
        .one(ctx.store.read())
        .await?;
    let Some(outlet) = outlet else { return Ok(None) };
    let (from, to) = (quarter.start(), quarter.end());
    let (outlet_id, interval, audience) = (outlet.id, Interval::Day, Audience::Insiders);
    let window = rows::Window { outlet_id, pollutant, interval, from, to, as_of: None, audience };
    let found = rows::newest_revisions(ctx, window, MOST).await?;
    if found.is_empty() {
        return Ok(None);
    }
    let limits = limits::of_outlets(ctx, &[outlet.id]).await?.remove(&outlet.id).unwrap_or_default();
    let basis = Basis::of(ctx, Outlets::These(&[outlet.id]), (from, to)).await?;
    let day = |row: &entities::measurement::Model| {
        let value = row.value.map(Decimal::from);
        let valid = row.flag.is_valid() && value.is_some();
        let (outlet_id, outlet, at) = (outlet.id, outlet.code, row.at);
        let no_basis = basis.lacks(MeanOf { outlet_id, outlet, pollutant, interval, at, value });
        let over = limits::verdict(&limits, row, no_basis).is_over();
        DayValue { at: row.at, value, valid, over }
    };
    Ok(Some(QuarterSeries {
        pollutant: Pollutant::of(pollutant),
        from,
        to,
        limit: limits::applying(&limits, pollutant, Interval::Day, to.minus(1)).cloned(),
        days: found.iter().map(day).collect(),
    }))
}
