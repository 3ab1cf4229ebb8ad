//! Numbers of cases.

use chrono::Datelike;
use entities::violation_case;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Ctx, Result};

/// The next free number of this year: `DH-2026-0123`. After `9999` comes `10000`: it is the number that is greatest,
/// not the text.
pub(super) async fn next(tx: &impl ConnectionTrait, ctx: &Ctx) -> Result<String> {
    let year = format!("DH-{}-", ctx.now().day().year());
    let taken: Vec<String> = violation_case::Entity::find()
        .select_only()
        .column(violation_case::Column::CaseNo)
        .filter(violation_case::Column::CaseNo.starts_with(&year))
        .into_tuple()
        .all(tx)
        .await?;
    let numbers = taken.iter().filter_map(|case_no| case_no.strip_prefix(&year)?.parse::<u32>().ok());
    Ok(format!("{year}{:04}", numbers.max().unwrap_or_default().saturating_add(1)))
}
