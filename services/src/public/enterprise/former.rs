//! What an enterprise was called before, which others are merged into it, and who is called otherwise now.

use domain::{
    credit_code::CreditCode,
    enterprise::FormerKind,
    life::Audience,
    time::{Day, Stamp},
};
use entities::{enterprise, former_identity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::super::open::seen_by;
use crate::{Ctx, Names, Result, store::merger};

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

/// One that was registered a second time for the same site and is merged into the enterprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Credit code.
    pub credit_code: CreditCode,
    /// Its name.
    pub name: Names,
    /// When it was merged.
    pub at: Stamp,
}

/// Those that are merged into an enterprise, in the order of their merging.
pub(super) async fn twins(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<Twin>> {
    let db = ctx.store.read();
    let mergers = merger::into(db, enterprise_id).await?;
    if mergers.is_empty() {
        return Ok(Vec::new());
    }
    let gone = enterprise::Entity::find().filter(enterprise::Column::Id.is_in(mergers.iter().map(|one| one.gone_id)));
    let gone = gone.all(db).await?;
    let twin = |one: &entities::merger::Model| {
        let row = gone.iter().find(|row| row.id == one.gone_id)?;
        Some(Twin { credit_code: row.credit_code, name: Names::new(&row.name, &row.name_en), at: one.at })
    };
    Ok(mergers.iter().filter_map(twin).collect())
}

/// Where a code leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalledNow {
    /// The code of the enterprise today.
    pub credit_code: CreditCode,
    /// Whether that stays so: a merging can be undone.
    pub for_good: bool,
}

/// The enterprise that had a code before, or into which the one with the code is merged, where everybody sees it.
pub async fn called_now(ctx: &Ctx, code: &CreditCode) -> Result<Option<CalledNow>> {
    let db = ctx.store.read();
    let named = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(*code)).one(db).await?;
    let before = former_identity::Entity::find()
        .filter(former_identity::Column::Kind.eq(FormerKind::Code))
        .filter(former_identity::Column::Said.eq(code.to_string()))
        .order_by_desc(former_identity::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<i64> = named.map(|row| row.id).into_iter().chain(before.iter().map(|row| row.enterprise_id)).collect();
    for id in ids {
        let merger = merger::of(db, id).await?;
        let today = merger.as_ref().map_or(id, |merger| merger.kept_id);
        let found = enterprise::Entity::find_by_id(today).filter(seen_by(Audience::Public, ctx.now().day()));
        if let Some(owner) = found.one(db).await? {
            return Ok(Some(CalledNow { credit_code: owner.credit_code, for_good: merger.is_none() }));
        }
    }
    Ok(None)
}
