//! Numbers of cases.

use chrono::Datelike;
use entities::violation_case;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Ctx, Result};

/// The next free number of this year: `DH-2026-0123`.
pub(super) async fn next(tx: &impl ConnectionTrait, ctx: &Ctx) -> Result<String> {
    let year = format!("DH-{}-", ctx.now().day().year());
    let last: Option<String> = violation_case::Entity::find()
        .select_only()
        .column_as(violation_case::Column::CaseNo.max(), "last")
        .filter(violation_case::Column::CaseNo.starts_with(&year))
        .into_tuple()
        .one(tx)
        .await?
        .flatten();
    let used: u32 = last.and_then(|last| last.strip_prefix(&year)?.parse().ok()).unwrap_or_default();
    Ok(format!("{year}{:04}", used.saturating_add(1)))
}
