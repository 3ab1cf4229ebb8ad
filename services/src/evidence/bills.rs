//! What the grid, the waterworks and the tax office know.

use chrono::NaiveDate;
use domain::{crosscheck::Bill, month::Month, quarter::Quarter};
use entities::utility_reading;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Result;

/// The bills of the quarter, and of the month before and after; of a month that has not ended on a day nobody can have one.
pub(crate) async fn read(
    db: &impl ConnectionTrait,
    enterprise_id: i64,
    quarter: Quarter,
    today: NaiveDate,
) -> Result<Vec<Bill>> {
    let [first, second, third] = Month::of(quarter);
    let months = [first.previous(), first, second, third, third.next()];
    let months = months.into_iter().filter(|month| month.last_day() < today);
    let rows = utility_reading::Entity::find()
        .filter(utility_reading::Column::EnterpriseId.eq(enterprise_id))
        .filter(utility_reading::Column::Month.is_in(months.map(String::from)))
        .order_by_asc(utility_reading::Column::Feed)
        .order_by_asc(utility_reading::Column::Month)
        .all(db)
        .await?;
    let bill = |row: utility_reading::Model| {
        // Feeds are checked when they are read in; a month that is none belongs to no quarter.
        Some(Bill { feed: row.feed, month: row.month.parse().ok()?, quantity: row.quantity.into() })
    };
    Ok(rows.into_iter().filter_map(bill).collect())
}
