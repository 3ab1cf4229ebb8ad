//! How complete the hourly means at an outlet are, by the quarter: what came of what was due, and what of that is valid.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{
    credit_code::CreditCode,
    health::{Completeness, HourCame},
    judgement::applying,
    life::Audience,
    measurement::Interval,
    outlet::OutletCode,
    quarter::Quarter,
    time::{DAY, HOUR, MINUTE, Stamp},
};
use entities::measurement::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Ctx, Pollutant, Result,
    ctx::Part,
    monitoring::registry::KnownOutlet,
    public::{
        enterprise,
        find_outlet::find_outlet,
        measurements::rows::{Window, newest_revisions},
    },
};

/// An hour's values arrive a few minutes after it has ended.
const ARRIVAL: i64 = 15 * MINUTE;
/// How far before the quarter what came is looked for: what fell silent then is missed now.
const BEFORE: i64 = 92 * DAY;
/// More than the hours of a quarter.
const MOST: u64 = 2_500;

/// A quarter of an outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarterHealth {
    /// Which.
    pub quarter: Quarter,
    /// The first hour that was due: that of the quarter, or the first of which the portal knows anything at this outlet.
    pub from: Stamp,
    /// The end of the last one.
    pub until: Stamp,
    /// What came by the hour in it, or in the quarter before, and has a limit, in order of code.
    pub series: Vec<(Pollutant, Completeness)>,
}

impl QuarterHealth {
    /// The series that is the least complete.
    pub fn worst(&self) -> Option<&(Pollutant, Completeness)> {
        self.series.iter().min_by_key(|(_, told)| told.effective_transmission())
    }
}

/// This quarter of an outlet that everybody sees; none where no hour was due.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) where there is no such outlet.
pub async fn this_quarter(ctx: &Ctx, (credit_code, code): (&CreditCode, OutletCode)) -> Result<Option<QuarterHealth>> {
    let (owner, _) = enterprise::find(ctx, Audience::Public, credit_code).await?;
    let id = find_outlet(ctx, owner.id, code).await?.id;
    let Some(outlet) = ctx.registry().outlet(id) else { return Ok(None) };
    // A quarter has thousands of values, and an hour adds one: it is worked out once for each hour.
    let (told, until) = (ctx.part::<Told>(), due_until(ctx));
    if let Some(known) = told.find(id, until) {
        return Ok(known.health);
    }
    let health = quarter(ctx, &outlet, Quarter::of(ctx.now().day()), Audience::Public).await?;
    told.keep(id, Known { until, health: health.clone() });
    Ok(health)
}

/// What everybody was told of an outlet, and until which hour it holds; nothing where no hour was due.
#[derive(Clone, Debug)]
struct Known {
    until: Stamp,
    health: Option<QuarterHealth>,
}

/// What was told, by outlet.
#[derive(Clone, Debug, Default)]
struct Told(Arc<Mutex<HashMap<i64, Known>>>);

impl Part for Told {}

impl Told {
    fn find(&self, outlet_id: i64, until: Stamp) -> Option<Known> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&outlet_id).filter(|known| known.until == until).cloned()
    }

    fn keep(&self, outlet_id: i64, known: Known) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(outlet_id, known);
    }
}

/// The end of the last hour that should have come.
fn due_until(ctx: &Ctx) -> Stamp {
    ctx.now().minus(ARRIVAL).floor(HOUR)
}

/// A quarter up to the last hour that should have come; none where no hour was due in it.
pub(super) async fn quarter(
    ctx: &Ctx,
    outlet: &KnownOutlet,
    quarter: Quarter,
    audience: Audience,
) -> Result<Option<QuarterHealth>> {
    let until = quarter.end().min(due_until(ctx));
    let Some(first) = first_hour(ctx, outlet.id).await? else { return Ok(None) };
    let mut from = quarter.start().max(first.floor(HOUR));
    let mut all = Vec::new();
    for code in watched(ctx, outlet, (from, until)).await? {
        let (outlet_id, interval) = (outlet.id, Interval::Hour);
        let window = Window { outlet_id, pollutant: &code, interval, from, to: until, as_of: None, audience };
        let rows = newest_revisions(ctx, window, MOST).await?;
        let hour = |row: &entities::measurement::Model| HourCame {
            at: row.at,
            valid: row.flag.is_valid() && row.value.is_some(),
            resent: row.resent,
        };
        all.push((code, rows.iter().map(hour).collect::<Vec<_>>()));
    }
    // What was sent in trial nobody outside was owed.
    if audience == Audience::Public && ctx.registry().is_tried_out(outlet.id, from.day()) {
        let Some(first) = all.iter().flat_map(|(_, hours)| hours).map(|hour| hour.at).min() else { return Ok(None) };
        from = first.floor(HOUR);
    }
    if from >= until {
        return Ok(None);
    }
    let told = |(code, hours): (String, Vec<HourCame>)| (Pollutant::of(&code), Completeness::of(hours, (from, until)));
    Ok(Some(QuarterHealth { quarter, from, until, series: all.into_iter().map(told).collect() }))
}

/// The first hour of which anything is known at an outlet.
async fn first_hour(ctx: &Ctx, outlet_id: i64) -> Result<Option<Stamp>> {
    let first = Entity::find()
        .select_only()
        .column(Column::At)
        .filter(Column::OutletId.eq(outlet_id))
        .filter(Column::Interval.eq(Interval::Hour))
        .order_by_asc(Column::At)
        .limit(1);
    Ok(first.into_tuple().one(ctx.store.read()).await?)
}

/// What is looked at: whatever came by the hour, of late or in the quarter before, and has a limit.
async fn watched(ctx: &Ctx, outlet: &KnownOutlet, (from, to): (Stamp, Stamp)) -> Result<Vec<String>> {
    let came: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Pollutant)
        .distinct()
        .filter(Column::OutletId.eq(outlet.id))
        .filter(Column::Interval.eq(Interval::Hour))
        .filter(Column::At.gte(from.minus(BEFORE)))
        .filter(Column::At.lt(to))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let is_limited = |code: &String| {
        let mut own = outlet.limits().filter(|(limited, _)| limited == code);
        own.any(|(_, limits)| {
            [Interval::Hour, Interval::Day]
                .iter()
                .any(|interval| applying(limits, |known| &known.limit, *interval, to.minus(1).day()).is_some())
        })
    };
    let mut codes: Vec<_> = came.into_iter().filter(is_limited).collect();
    codes.sort_unstable();
    Ok(codes)
}
