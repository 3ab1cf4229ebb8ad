//! Reading values from the store.

use domain::{
    credit_code::CreditCode,
    life::{Audience, Opening},
    measurement::Interval,
    outlet::OutletCode,
    time::Stamp,
};
use entities::measurement::{Column, Entity, Model};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Cond, Expr, Query, SelectStatement},
};

use crate::{
    Ctx, Result,
    monitoring::{Measurement, registry::KnownOutlet, trial::sent_in_trial},
};

/// A stretch of one pollutant's values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window<'a> {
    pub(crate) outlet_id: i64,
    pub(crate) pollutant: &'a str,
    pub(crate) interval: Interval,
    /// First moment.
    pub(crate) from: Stamp,
    /// First moment after.
    pub(crate) to: Stamp,
    /// Only what had been received by then.
    pub(crate) as_of: Option<Stamp>,
    /// For whom: everybody gets nothing that was sent in trial.
    pub(crate) audience: Audience,
}

/// Of each moment in the window the newest revision, oldest moment first. Runs along the primary key. Of a code that is
/// not admitted there is nothing: what an earlier version stored, what the register no longer names and the states of
/// equipment stay where they are.
pub(crate) async fn newest_revisions(ctx: &Ctx, window: Window<'_>, limit: u64) -> Result<Vec<Model>> {
    if !ctx.registry().admits(window.outlet_id, window.pollutant) {
        return Ok(Vec::new());
    }
    let Some((from, later)) = open_part(ctx, &window) else { return Ok(Vec::new()) };
    let mut query = Entity::find()
        .filter(Column::OutletId.eq(window.outlet_id))
        .filter(Column::Pollutant.eq(window.pollutant))
        .filter(Column::Interval.eq(window.interval))
        .filter(Column::At.gte(from))
        .filter(Column::At.lt(window.to))
        .filter(Expr::exists(newer(window.as_of, &later)).not());
    if let Some(as_of) = window.as_of {
        query = query.filter(Column::ReceivedAt.lte(as_of));
    }
    if !later.is_empty() {
        query = query.filter(sent_in_trial(&later, |column| Expr::col(column.as_column_ref())).not());
    }
    Ok(query.order_by_asc(Column::At).limit(limit).all(ctx.store.read()).await?)
}

/// The revisions that are newer than a row, and as public.
fn newer(as_of: Option<Stamp>, later: &[Opening]) -> SelectStatement {
    let newer = Alias::new("newer");
    let same = |column: Column| Expr::col((newer.clone(), column)).equals(column.as_column_ref());
    let mut is_newer = Cond::all()
        .add(same(Column::OutletId))
        .add(same(Column::Pollutant))
        .add(same(Column::Interval))
        .add(same(Column::At))
        .add(Expr::col((newer.clone(), Column::Revision)).gt(Expr::col(Column::Revision.as_column_ref())));
    if let Some(as_of) = as_of {
        is_newer = is_newer.add(Expr::col((newer.clone(), Column::ReceivedAt)).lte(as_of));
    }
    if !later.is_empty() {
        // What is in trial has not taken the place of what everybody sees.
        let column = |column: Column| Expr::col((newer.clone(), column));
        is_newer = is_newer.add(sent_in_trial(later, column).not());
    }
    Query::select().expr(Expr::val(1)).from_as(Entity, newer).cond_where(is_newer).take()
}

/// The same of all pollutants of an outlet at once: one stretch of the key. In order of time and code.
pub(crate) async fn newest_of_all(
    ctx: &Ctx,
    outlet: &KnownOutlet,
    interval: Interval,
    (from, to): (Stamp, Stamp),
    audience: Audience,
) -> Result<Vec<Model>> {
    let window = Window { outlet_id: outlet.id, pollutant: "", interval, from, to, as_of: None, audience };
    let Some((from, later)) = open_part(ctx, &window) else { return Ok(Vec::new()) };
    let mut query = Entity::find()
        .filter(Column::OutletId.eq(outlet.id))
        .filter(Column::Interval.eq(interval))
        .filter(Column::At.gte(from))
        .filter(Column::At.lt(to))
        .filter(Expr::exists(newer(None, &later)).not());
    if !later.is_empty() {
        query = query.filter(sent_in_trial(&later, |column| Expr::col(column.as_column_ref())).not());
    }
    let rows = query.order_by_asc(Column::At).order_by_asc(Column::Pollutant).all(ctx.store.read()).await?;
    Ok(rows.into_iter().filter(|row| outlet.admits(&row.pollutant)).collect())
}

/// From which moment on everybody may see values of the window, and the days from which on loggers are public that hide
/// some of them still; nothing where the enterprise is in trial.
fn open_part(ctx: &Ctx, window: &Window<'_>) -> Option<(Stamp, Vec<Opening>)> {
    if window.audience == Audience::Insiders {
        return Some((window.from, Vec::new()));
    }
    let outlet = ctx.registry().outlet(window.outlet_id)?;
    let from = std::cmp::max(window.from, outlet.opening.first_moment()?);
    Some((from, ctx.registry().openings_after(from)))
}

/// The codes of which an outlet has values.
pub(crate) async fn pollutants(db: &impl ConnectionTrait, outlet_id: i64) -> Result<Vec<String>> {
    // Hops from code to code along the primary key; a DISTINCT would read every value of the outlet.
    let mut codes: Vec<String> = Vec::new();
    loop {
        let next: Option<String> = Entity::find()
            .select_only()
            .column(Column::Pollutant)
            .filter(Column::OutletId.eq(outlet_id))
            .filter(Column::Pollutant.gt(codes.last().map_or("", String::as_str)))
            .order_by_asc(Column::Pollutant)
            .limit(1)
            .into_tuple()
            .one(db)
            .await?;
        match next {
            Some(code) => codes.push(code),
            None => return Ok(codes),
        }
    }
}

/// A row as a measurement beside the limit of its day that the law reads on the mean of its interval.
pub(super) fn measurement(
    row: Model,
    enterprise: CreditCode,
    outlet: OutletCode,
    known: Option<&KnownOutlet>,
) -> Measurement {
    let measurement = Measurement::read(row, enterprise, outlet);
    match known {
        Some(known) => measurement.beside(known),
        None => measurement,
    }
}
