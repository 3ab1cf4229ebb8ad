//! What is noticed about the content of a logger's frames.

use domain::{device::NoticeKind, time::Stamp};
use entities::device_notice::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Ctx, Result, monitoring::record::FORGOTTEN};

/// Notices on a page.
const SHOWN: u64 = 120;

/// Something noticed, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What kind of thing.
    pub kind: NoticeKind,
    /// The code or item concerned; `…` stands for all those that are no longer told apart.
    pub what: String,
    /// How often.
    pub count: u64,
    /// The first arrival.
    pub first_at: Stamp,
    /// The newest arrival.
    pub last_at: Stamp,
    /// What stood there the last time; for clocks the seconds.
    pub sample: String,
}

/// What was noticed about a logger, the newest first, but for what has not come again for long.
pub(super) async fn of(ctx: &Ctx, device_id: i64) -> Result<Vec<Notice>> {
    let recent = Column::LastAt.gte(ctx.now().minus(FORGOTTEN));
    let mine = Entity::find().filter(Column::DeviceId.eq(device_id)).filter(recent);
    let rows = mine.order_by_desc(Column::LastAt).limit(SHOWN);
    let notice = |row: entities::device_notice::Model| Notice {
        kind: row.kind,
        what: row.what,
        count: u64::try_from(row.count).unwrap_or_default(),
        first_at: row.first_at,
        last_at: row.last_at,
        sample: row.sample,
    };
    Ok(rows.all(ctx.store.read()).await?.into_iter().map(notice).collect())
}
