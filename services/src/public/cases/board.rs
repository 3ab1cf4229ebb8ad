//! Lists of published cases.

use entities::{enterprise, town, violation_case};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{CaseRow, publicity};
use crate::{
    Ctx, Result,
    public::{PageOf, Paging, Party, party::parties_today},
    store::merger,
};

/// The exposure board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The published cases, newest publication first.
    pub cases: PageOf<CaseRow>,
    /// How many there are and were.
    pub totals: Totals,
}

/// Numbers of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Public now.
    pub published: u64,
    /// Public once; their time is over. Counted over the whole city only.
    pub withdrawn: u64,
}

/// One page of the exposure board.
pub async fn board(ctx: &Ctx, paging: Paging) -> Result<Board> {
    let published = public(ctx).count(ctx.store.read()).await?;
    let withdrawn = violation_case::Entity::find().filter(publicity::over(ctx)).count(ctx.store.read()).await?;
    let rows = newest_first(public(ctx)).offset(paging.offset()).limit(paging.limit()).all(ctx.store.read()).await?;
    let items = with_parties(ctx, rows).await?;
    Ok(Board { cases: PageOf::new(items, published, paging), totals: Totals { published, withdrawn } })
}

/// The newest published cases of the city.
pub(in crate::public) async fn newest(ctx: &Ctx, count: u32) -> Result<Vec<CaseRow>> {
    let rows = newest_first(public(ctx)).limit(u64::from(count)).all(ctx.store.read()).await?;
    with_parties(ctx, rows).await
}

/// The cases against an enterprise that are public now, newest first.
pub(in crate::public) async fn of_enterprise(
    ctx: &Ctx,
    owner: &enterprise::Model,
    town: Option<&town::Model>,
) -> Result<Vec<CaseRow>> {
    // What was decided about one that is merged into it was decided about the same site.
    let merged = merger::into(ctx.store.read(), owner.id).await?;
    let own = violation_case::Column::EnterpriseId.is_in(merged.iter().map(|one| one.gone_id).chain([owner.id]));
    let rows = newest_first(public(ctx).filter(own)).all(ctx.store.read()).await?;
    let party = Party::of(ctx, owner, town);
    Ok(rows.iter().map(|row| CaseRow::of(row, party.clone())).collect())
}

fn public(ctx: &Ctx) -> Select<violation_case::Entity> {
    violation_case::Entity::find().filter(publicity::now(ctx))
}

fn newest_first(cases: Select<violation_case::Entity>) -> Select<violation_case::Entity> {
    cases.order_by_desc(violation_case::Column::PublishedAt).order_by_desc(violation_case::Column::Id)
}

async fn with_parties(ctx: &Ctx, rows: Vec<violation_case::Model>) -> Result<Vec<CaseRow>> {
    let parties = parties_today(ctx, rows.iter().map(|row| row.enterprise_id)).await?;
    let row = |row: &violation_case::Model| Some(CaseRow::of(row, parties.get(&row.enterprise_id)?.clone()));
    Ok(rows.iter().filter_map(row).collect())
}
