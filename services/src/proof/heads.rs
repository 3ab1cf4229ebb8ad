//! The heads of a day.

use chrono::NaiveDate;
use domain::{
    chain::{Digest, Head, Noted, heads::Heads},
    time::Day,
};
use entities::frame_chain::{Column, Entity, Model};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{Ctx, Result};

/// How the chains of a day end, those of all loggers. Until the day is over they grow.
///
/// # Errors
/// The database's.
pub async fn heads(ctx: &Ctx, day: NaiveDate) -> Result<Heads> {
    let rows = Entity::find().filter(Column::Day.eq(Day(day))).order_by_asc(Column::DeviceId);
    let rows = rows.all(ctx.store.read()).await?;
    Ok(Heads { day: Day(day), heads: rows.iter().map(|row| (row.device_id, head(row))).collect() })
}

/// What a row notes.
pub(super) fn noted(row: &Model) -> Noted {
    Noted { head: head(row), first: row.first_id, last: row.last_id }
}

/// How it says that the chain ends. What is no SHA-256 is none that any frame could have.
fn head(row: &Model) -> Head {
    Head { frames: row.frames, link: Digest::stored(&row.link).unwrap_or(Digest::ZERO) }
}
