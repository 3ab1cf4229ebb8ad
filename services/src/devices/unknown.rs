//! Frames that named no registered logger: a logger that was installed and not registered, or somebody who tries.

use entities::raw_frame::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Frame, frames::SHOWN};
use crate::{Ctx, Result};

/// The newest of them, newest first.
pub(super) async fn newest(ctx: &Ctx) -> Result<Vec<Frame>> {
    let rows = Entity::find().filter(Column::DeviceId.is_null()).order_by_desc(Column::Id).limit(SHOWN);
    Ok(rows.all(ctx.store.read()).await?.into_iter().map(Frame::of).collect())
}
