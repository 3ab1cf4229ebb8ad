//! What a limit that is entered or changed says about days that are over.
//!
//! Values are judged by the limit of their day. A limit of today or later changes nothing about yesterday; one that reaches
//! back judges anew, and the public pages with it. That is a correction: somebody means it, says why, and the outlet's page
//! tells.

use std::collections::HashSet;

use super::chunks::chunks;
use crate::Result;
use domain::{
    limit::{Averaging, Past},
    measurement::Interval,
    time::{DAY, start_of},
};
use entities::{measurement, outlet};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Query},
};

/// Of these, those with values to be judged, and on how many days there are some.
pub(super) async fn with_values<K>(db: &impl ConnectionTrait, past: Vec<(K, Past)>) -> Result<Vec<(K, Past)>> {
    let outlets: HashSet<i64> = past.iter().map(|(_, one)| one.outlet).collect();
    let mut measured: HashSet<i64> = HashSet::new();
    // A register of a city has hundreds of thousands of limits, and at first no value: asked outlet by outlet.
    for ids in chunks(outlets) {
        let any = Query::select()
            .expr(Expr::val(1))
            .from(measurement::Entity)
            .and_where(
                Expr::col((measurement::Entity, measurement::Column::OutletId))
                    .equals((outlet::Entity, outlet::Column::Id)),
            )
            .to_owned();
        let found = outlet::Entity::find()
            .select_only()
            .column(outlet::Column::Id)
            .filter(outlet::Column::Id.is_in(ids))
            .filter(Expr::exists(any));
        measured.extend(found.into_tuple::<i64>().all(db).await?);
    }
    let mut kept = Vec::new();
    for (key, one) in past.into_iter().filter(|(_, one)| measured.contains(&one.outlet)) {
        let days = days(db, &one).await?;
        if days > 0 {
            kept.push((key, Past { days, ..one }));
        }
    }
    Ok(kept)
}

/// On how many of the days there are values of the mean that the limit names, or of a shorter one that is held beside it.
async fn days(db: &impl ConnectionTrait, past: &Past) -> Result<u32> {
    let own = match past.averaging {
        Averaging::Day => Interval::Day,
        Averaging::Hour => Interval::Hour,
        Averaging::Instant => Interval::Realtime,
        Averaging::FiveMinutes => Interval::FiveMinutes,
    };
    let (first, end) = (start_of(past.from.0), start_of(past.to.0).plus(DAY));
    let moments = measurement::Entity::find()
        .select_only()
        .column(measurement::Column::At)
        .distinct()
        .filter(measurement::Column::OutletId.eq(past.outlet))
        .filter(measurement::Column::Interval.is_in([own, Interval::Hour, Interval::Day]))
        .filter(measurement::Column::At.gte(first))
        .filter(measurement::Column::At.lt(end))
        .filter(measurement::Column::Pollutant.eq(&past.pollutant));
    let moments: Vec<domain::time::Stamp> = moments.into_tuple().all(db).await?;
    let days: HashSet<_> = moments.into_iter().map(domain::time::Stamp::day).collect();
    Ok(u32::try_from(days.len()).unwrap_or(u32::MAX))
}
