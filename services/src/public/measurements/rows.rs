//! Reading values from the store.

use domain::{credit_code::CreditCode, measurement::Interval, outlet::OutletCode, time::Stamp};
use entities::measurement::{Column, Entity, Model};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Cond, Expr, Query},
};

use crate::{
    Ctx, Result,
    monitoring::{Measurement, registry::KnownOutlet},
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
}

/// Of each moment in the window the newest revision, oldest moment first. Runs along the primary key. Of a code that is
/// not admitted there is nothing: what an earlier version stored, what the register no longer names and the states of
/// equipment stay where they are.
pub(crate) async fn newest_revisions(ctx: &Ctx, window: Window<'_>, limit: u64) -> Result<Vec<Model>> {
    if !ctx.registry().admits(window.outlet_id, window.pollutant) {
        return Ok(Vec::new());
    }
    let newer = Alias::new("newer");
    let same = |column: Column| Expr::col((newer.clone(), column)).equals(column.as_column_ref());
    let mut is_newer = Cond::all()
        .add(same(Column::OutletId))
        .add(same(Column::Pollutant))
        .add(same(Column::Interval))
        .add(same(Column::At))
        .add(Expr::col((newer.clone(), Column::Revision)).gt(Expr::col(Column::Revision.as_column_ref())));
    if let Some(as_of) = window.as_of {
        is_newer = is_newer.add(Expr::col((newer.clone(), Column::ReceivedAt)).lte(as_of));
    }
    let revised = Query::select().expr(Expr::val(1)).from_as(Entity, newer).cond_where(is_newer).take();
    let mut query = Entity::find()
        .filter(Column::OutletId.eq(window.outlet_id))
        .filter(Column::Pollutant.eq(window.pollutant))
        .filter(Column::Interval.eq(window.interval))
        .filter(Column::At.gte(window.from))
        .filter(Column::At.lt(window.to))
        .filter(Expr::exists(revised).not());
    if let Some(as_of) = window.as_of {
        query = query.filter(Column::ReceivedAt.lte(as_of));
    }
    Ok(query.order_by_asc(Column::At).limit(limit).all(ctx.store.read()).await?)
}

/// The codes of which an outlet has values.
pub(super) async fn pollutants(ctx: &Ctx, outlet_id: i64) -> Result<Vec<String>> {
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
            .one(ctx.store.read())
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
