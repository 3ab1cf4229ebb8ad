//! What else was found at the same enterprise.

use entities::finding;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{FindingRow, load::visible, row::rows};
use crate::{Ctx, Result, accounts::Actor};

/// How many of them are shown.
const MOST: u64 = 10;

/// The newest other findings about the enterprise of a finding.
pub(super) async fn others(ctx: &Ctx, actor: &Actor, own: &finding::Model) -> Result<Vec<FindingRow>> {
    let found = visible(actor)
        .filter(finding::Column::EnterpriseId.eq(own.enterprise_id))
        .filter(finding::Column::Id.ne(own.id))
        .order_by_desc(finding::Column::CreatedAt)
        .order_by_desc(finding::Column::Id)
        .limit(MOST)
        .all(ctx.store.read())
        .await?;
    rows(ctx, found).await
}
