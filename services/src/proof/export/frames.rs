//! The frames, day by day in the order of their numbers.

use domain::time::{end_of, start_of};
use entities::{frame_chain, raw_frame};
use futures::TryStreamExt as _;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Bundle, Stretch};
use crate::{
    backup::Failure,
    monitoring::record::first_id,
    proof::{
        check::on,
        form::{FRAMES, Frame},
    },
};

/// Writes them; answers how many.
pub async fn write(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<u64, Failure> {
    use raw_frame::Column as C;
    into.begin(FRAMES)?;
    for &day in &stretch.days {
        let last: Option<Option<i64>> = frame_chain::Entity::find()
            .filter(frame_chain::Column::Day.eq(day))
            .filter(frame_chain::Column::DeviceId.is_in(stretch.devices.iter().copied()))
            .select_only()
            .column_as(frame_chain::Column::LastId.max(), "last")
            .into_tuple()
            .one(stretch.tx)
            .await?;
        // A clock that was set back gives frames of a day numbers of a later one.
        let last = last.flatten().unwrap_or(0).max(first_id(end_of(day.0)) - 1);
        let frames = raw_frame::Entity::find()
            .filter(C::DeviceId.is_in(stretch.devices.iter().copied()))
            .filter(C::Id.between(first_id(start_of(day.0)), last))
            .filter(on(day))
            .order_by_asc(C::Id);
        let mut rows = frames.stream(stretch.tx).await?;
        while let Some(row) = rows.try_next().await? {
            into.json(&Frame::of(row))?;
        }
    }
    Ok(into.end())
}
