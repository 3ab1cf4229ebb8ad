//! What an enterprise was called before, and who is called otherwise now.

use domain::{credit_code::CreditCode, enterprise::FormerKind, life::Audience, time::Day};
use entities::{enterprise, former_identity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::super::open::seen_by;
use crate::{Ctx, Result};

/// A credit code or a name of before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// Whether it is a code or a name.
    pub kind: FormerKind,
    /// The code or the name.
    pub said: String,
    /// The first day on which it was so no longer.
    pub until: Day,
}

/// What an enterprise was called before, the newest first.
pub(super) async fn of_enterprise(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<Former>> {
    let rows = former_identity::Entity::find()
        .filter(former_identity::Column::EnterpriseId.eq(enterprise_id))
        .order_by_desc(former_identity::Column::Until)
        .order_by_desc(former_identity::Column::Id)
        .all(ctx.store.read())
        .await?;
    Ok(rows.into_iter().map(|row| Former { kind: row.kind, said: row.said, until: row.until }).collect())
}

/// The credit code that the enterprise has now which had this one before, where everybody sees it.
pub async fn called_now(ctx: &Ctx, code: &CreditCode) -> Result<Option<CreditCode>> {
    let found = former_identity::Entity::find()
        .filter(former_identity::Column::Kind.eq(FormerKind::Code))
        .filter(former_identity::Column::Said.eq(code.to_string()))
        .find_also_related(enterprise::Entity)
        .filter(seen_by(Audience::Public, ctx.now().day()))
        .order_by_desc(former_identity::Column::Id)
        .one(ctx.store.read())
        .await?;
    Ok(found.and_then(|(_, owner)| owner).map(|owner| owner.credit_code))
}
