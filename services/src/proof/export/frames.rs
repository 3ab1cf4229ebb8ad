//! The frames, day by day in the order of their numbers.

use entities::raw_frame;
use futures::TryStreamExt as _;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Bundle, Stretch};
use crate::{
    backup::Failure,
    proof::{
        check::on,
        form::{FRAMES, Frame},
        reach::numbers,
    },
};

/// Writes them; answers how many.
pub async fn write(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<u64, Failure> {
    use raw_frame::Column as C;
    into.begin(FRAMES)?;
    for &day in &stretch.days {
        let (first, last) = numbers(stretch.tx, day, &stretch.devices).await?;
        let frames = raw_frame::Entity::find()
            .filter(C::DeviceId.is_in(stretch.devices.iter().copied()))
            .filter(C::Id.between(first, last))
            .filter(on(day))
            .order_by_asc(C::Id);
        let mut rows = frames.stream(stretch.tx).await?;
        while let Some(row) = rows.try_next().await? {
            into.json(&Frame::of(row))?;
        }
    }
    Ok(into.end())
}
