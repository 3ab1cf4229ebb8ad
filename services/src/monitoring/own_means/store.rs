//! The stored means: reading them, and adding what came out otherwise.

use std::{collections::HashMap, sync::Arc};

use domain::{
    fixed::Nano,
    life::{Audience, Opening},
    means::Reason,
    measurement::Interval,
    time::Stamp,
};
use entities::own_mean::{Column, Entity, Model};
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::hours::Worked;
use crate::{
    Ctx, Result,
    monitoring::{registry::KnownOutlet, trial::brought_in_trial},
    store::insert,
};

/// The newest revisions of an outlet's means whose periods begin within a stretch, in order of time and code.
pub(super) async fn newest(
    db: &impl ConnectionTrait,
    outlet_id: i64,
    interval: Interval,
    (from, to): (Stamp, Stamp),
) -> Result<Vec<Model>> {
    Ok(last_of_each(rows(db, (outlet_id, interval), (from, to), &[]).await?))
}

/// The same for readers: everybody gets nothing that is made of what was sent in trial.
///
/// # Errors
/// What the database says.
pub async fn read(
    ctx: &Ctx,
    outlet: &KnownOutlet,
    interval: Interval,
    (from, to): (Stamp, Stamp),
    audience: Audience,
) -> Result<Vec<Model>> {
    let (from, later) = match (audience, outlet.opening.first_moment()) {
        (Audience::Insiders, _) => (from, Vec::new()),
        (Audience::Public, None) => return Ok(Vec::new()),
        (Audience::Public, Some(first)) => {
            let from = std::cmp::max(from, first);
            (from, ctx.registry().openings_after(from))
        }
    };
    let rows = rows(ctx.store.read(), (outlet.id, interval), (from, to), &later).await?;
    Ok(last_of_each(rows).into_iter().filter(|row| outlet.admits(&row.pollutant)).collect())
}

/// The same of several outlets from a moment on, by their keys.
///
/// # Errors
/// What the database says.
pub async fn read_since(
    ctx: &Ctx,
    outlets: &[Arc<KnownOutlet>],
    interval: Interval,
    from: Stamp,
    audience: Audience,
) -> Result<HashMap<i64, Vec<Model>>> {
    if outlets.is_empty() {
        return Ok(HashMap::new());
    }
    let later = match audience {
        Audience::Insiders => Vec::new(),
        Audience::Public => ctx.registry().openings_after(from),
    };
    let mut query = Entity::find()
        .filter(Column::OutletId.is_in(outlets.iter().map(|outlet| outlet.id)))
        .filter(Column::Interval.eq(interval))
        .filter(Column::At.gte(from));
    if !later.is_empty() {
        let column = |column: Column| Expr::col(column.as_column_ref());
        query = query.filter(brought_in_trial(&later, &column(Column::At), column(Column::FrameId)).not());
    }
    let query = query.order_by_asc(Column::At).order_by_asc(Column::Pollutant).order_by_asc(Column::Revision);
    let mut all: HashMap<i64, Vec<Model>> = HashMap::new();
    for row in query.all(ctx.store.read()).await? {
        all.entry(row.outlet_id).or_default().push(row);
    }
    let shown = |outlet: &KnownOutlet, row: &Model| {
        let is_open = audience == Audience::Insiders || outlet.opening.shows(row.at);
        is_open && outlet.admits(&row.pollutant)
    };
    let one = |outlet: &Arc<KnownOutlet>| {
        let rows = last_of_each(all.remove(&outlet.id)?);
        Some((outlet.id, rows.into_iter().filter(|row| shown(outlet, row)).collect()))
    };
    Ok(outlets.iter().filter_map(one).collect())
}

async fn rows(
    db: &impl ConnectionTrait,
    (outlet_id, interval): (i64, Interval),
    (from, to): (Stamp, Stamp),
    later: &[Opening],
) -> Result<Vec<Model>> {
    let mut query = Entity::find()
        .filter(Column::OutletId.eq(outlet_id))
        .filter(Column::Interval.eq(interval))
        .filter(Column::At.gte(from))
        .filter(Column::At.lt(to));
    if !later.is_empty() {
        let column = |column: Column| Expr::col(column.as_column_ref());
        query = query.filter(brought_in_trial(later, &column(Column::At), column(Column::FrameId)).not());
    }
    let query = query.order_by_asc(Column::At).order_by_asc(Column::Pollutant).order_by_asc(Column::Revision);
    Ok(query.all(db).await?)
}

/// Of rows in the order of their key the last of each place.
fn last_of_each(rows: Vec<Model>) -> Vec<Model> {
    let mut newest: Vec<Model> = Vec::with_capacity(rows.len());
    for row in rows {
        match newest.last_mut() {
            Some(last) if last.at == row.at && last.pollutant == row.pollutant => *last = row,
            _ => newest.push(row),
        }
    }
    newest
}

/// A period of an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Period {
    pub(super) outlet_id: i64,
    pub(super) interval: Interval,
    pub(super) at: Stamp,
}

/// The rows for what came out otherwise than `before`, the newest revisions of the period. `again` where somebody asked for
/// it. What no value is left of does not occur: values are never taken away.
pub(super) fn changed(period: Period, worked: Vec<Worked>, before: &[Model], now: Stamp, again: bool) -> Vec<Model> {
    let known: HashMap<&str, &Model> = before.iter().map(|row| (row.pollutant.as_str(), row)).collect();
    let one = |worked: Worked| {
        let before = known.get(worked.pollutant.as_str()).copied();
        let row = row(period, &worked, before, now, again);
        before.is_none_or(|before| says_otherwise(before, &row)).then_some(row)
    };
    worked.into_iter().filter_map(one).collect()
}

fn row(period: Period, worked: &Worked, before: Option<&Model>, now: Stamp, again: bool) -> Model {
    let Worked { pollutant, mean, made_of, frame_id, corrected_at } = worked;
    let figure = |figure: Option<Decimal>| figure.and_then(|figure| Nano::round(figure).ok());
    let reason = match before {
        None => Reason::First,
        Some(_) if again => Reason::Again,
        Some(before) if corrected_at.is_some_and(|at| at >= before.worked_out_at) => Reason::Corrected,
        Some(_) => Reason::Late,
    };
    Model {
        outlet_id: period.outlet_id,
        interval: period.interval,
        at: period.at,
        pollutant: pollutant.clone(),
        revision: before.map_or(1, |before| before.revision + 1),
        value: figure(mean.value),
        measured: figure(mean.measured),
        conversion: mean.conversion,
        made_of: *made_of,
        valid: mean.valid.try_into().unwrap_or(i32::MAX),
        due: mean.due.try_into().unwrap_or(i32::MAX),
        weighted: mean.weighted,
        outcome: mean.outcome,
        reason,
        worked_out_at: now,
        frame_id: *frame_id,
    }
}

fn says_otherwise(before: &Model, now: &Model) -> bool {
    let said = |row: &Model| {
        let figures = (row.value, row.measured, row.conversion, row.made_of);
        (figures, row.valid, row.due, row.weighted, row.outcome)
    };
    said(before) != said(now)
}

/// Adds rows.
pub(super) async fn add(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<()> {
    insert(db, rows.into_iter().map(IntoActiveModel::into_active_model).collect()).await
}
