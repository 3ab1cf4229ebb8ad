//! One published case.

use domain::input::can_name;
use entities::violation_case;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{CaseRow, publicity};
use crate::{Ctx, Error, Result, public::party::parties_today};

/// A published case with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseView {
    /// What a list shows.
    pub row: CaseRow,
    /// The provision that was broken; empty in cases that were published before it was asked for.
    pub breached: String,
    /// Law and article that applied on the day of the act.
    pub basis: String,
    /// How the amount was worked out.
    pub discretion: String,
    /// What has been put right; empty while nothing has.
    pub rectification: String,
    /// The enterprise's own words; empty where it said nothing.
    pub statement: String,
}

/// The case with a number, while it is public; `NotFound` before and after.
pub async fn show(ctx: &Ctx, case_no: &str) -> Result<CaseView> {
    if !can_name(case_no) {
        return Err(Error::NotFound);
    }
    let row = violation_case::Entity::find()
        .filter(publicity::now(ctx))
        .filter(violation_case::Column::CaseNo.eq(case_no))
        .one(ctx.store.read())
        .await?
        .ok_or(Error::NotFound)?;
    let party = parties_today(ctx, [row.enterprise_id]).await?.remove(&row.enterprise_id).ok_or(Error::NotFound)?;
    Ok(CaseView {
        row: CaseRow::of(&row, party),
        breached: row.breached,
        basis: row.basis,
        discretion: row.discretion,
        rectification: row.rectification,
        statement: row.statement,
    })
}
