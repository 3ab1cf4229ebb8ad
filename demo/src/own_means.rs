//! The hours of the history of which there are ten-minute values are due: the portal works its own means of them out once it runs, as
//! it would have done had it received them.

use domain::{
    measurement::Interval,
    time::{HOUR, Stamp},
};
use entities::{mean_due, measurement};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use services::{Ctx, Result, store::insert};

/// Makes them due; returns how many there are.
pub async fn due(ctx: &Ctx) -> Result<usize> {
    use measurement::Column as C;
    let slots: Vec<(i64, Stamp, Stamp)> = measurement::Entity::find()
        .select_only()
        .column(C::OutletId)
        .column_as(C::At.min(), "first")
        .column_as(C::At.max(), "last")
        .filter(C::Interval.eq(Interval::Minute))
        .group_by(C::OutletId)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mut due = Vec::new();
    for (outlet_id, first, last) in slots {
        let mut at = first.floor(HOUR);
        while at <= last {
            let hour = mean_due::Model { outlet_id, interval: Interval::Hour, at, touched: 0 };
            due.push(hour.into_active_model());
            at = at.plus(HOUR);
        }
    }
    let count = due.len();
    let tx = ctx.store.write().await?;
    insert(&tx, due).await?;
    tx.commit().await?;
    Ok(count)
}
