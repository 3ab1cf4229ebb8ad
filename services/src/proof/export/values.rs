//! The values, in the order of the frames that brought them, so that both can be read side by side.

use domain::{measurement::Interval, time::Stamp};
use entities::measurement;
use futures::TryStreamExt as _;
use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, sea_query::Expr};

use super::{Bundle, Stretch};
use crate::{
    backup::Failure,
    monitoring::record::arrival_day,
    proof::form::{VALUE_COLUMNS, VALUES},
};

/// Writes all revisions of them; answers how many.
pub async fn write(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<u64, Failure> {
    use measurement::Column as C;
    into.begin_csv(VALUES, &VALUE_COLUMNS)?;
    let values = measurement::Entity::find()
        .filter(C::OutletId.eq(stretch.outlet_id))
        .filter(C::Interval.is_in(Interval::ALL.iter().copied()))
        .filter(stretch.within(C::At))
        .order_by(Expr::cust(arrival_day()), Order::Asc)
        .order_by_asc(C::FrameId)
        .order_by_asc(C::Interval)
        .order_by_asc(C::At)
        .order_by_asc(C::Pollutant)
        .order_by_asc(C::Revision);
    let mut rows = values.stream(stretch.tx).await?;
    while let Some(row) = rows.try_next().await? {
        into.csv(fields(&row))?;
    }
    Ok(into.end())
}

fn fields(row: &measurement::Model) -> [String; VALUE_COLUMNS.len()] {
    [
        row.frame_id.to_string(),
        row.received_at.0.to_string(),
        row.interval.to_string(),
        row.at.0.to_string(),
        Stamp::rfc3339(row.at),
        row.pollutant.clone(),
        row.revision.to_string(),
        or_empty(row.value),
        or_empty(row.measured),
        row.is_converted().to_string(),
        or_empty(row.low),
        or_empty(row.high),
        or_empty(row.amount),
        row.flag.to_string(),
        row.resent.to_string(),
    ]
}

/// What is absent is an empty field.
pub fn or_empty(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
