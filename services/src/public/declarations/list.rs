//! Lists of filed declarations.

use std::collections::HashMap;

use domain::{credit_code::CreditCode, declaration::DeclarationStatus, quarter::Quarter};
use entities::{declaration, declaration_version, enterprise, town};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::DeclarationView;
use crate::{
    Ctx, Result,
    owed::in_use,
    public::{self, PageOf, Paging, Party, party::parties},
};

/// Which declarations are wanted. What is absent matches all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// For a quarter.
    pub quarter: Option<Quarter>,
    /// Of an enterprise.
    pub enterprise: Option<CreditCode>,
    /// Which page.
    pub paging: Paging,
}

/// Filed declarations, newest quarter first. An enterprise that does not exist is `NotFound`.
pub async fn list(ctx: &Ctx, filter: &Filter) -> Result<PageOf<DeclarationView>> {
    let mut wanted =
        filed().filter(declaration::Column::EnterpriseId.in_subquery(public::open::public_ones(ctx.now().day())));
    if let Some(quarter) = filter.quarter {
        wanted = wanted.filter(declaration::Column::Quarter.eq(quarter));
    }
    if let Some(code) = &filter.enterprise {
        let (owner, _) = public::enterprise::find_by_any(ctx, code).await?;
        wanted = wanted.filter(declaration::Column::EnterpriseId.eq(owner.id));
    }
    let total = wanted.clone().count(ctx.store.read()).await?;
    let rows = wanted.offset(filter.paging.offset()).limit(filter.paging.limit()).all(ctx.store.read()).await?;
    let parties = parties(ctx, rows.iter().map(|row| row.enterprise_id)).await?;
    let items = views(ctx, &rows, |row| parties.get(&row.enterprise_id).cloned()).await?;
    Ok(PageOf::new(items, total, filter.paging))
}

/// An enterprise's newest filed declarations.
pub(in crate::public) async fn newest(
    ctx: &Ctx,
    owner: &enterprise::Model,
    town: Option<&town::Model>,
    count: u64,
) -> Result<Vec<DeclarationView>> {
    let own = filed().filter(declaration::Column::EnterpriseId.eq(owner.id));
    let rows = own.limit(count).all(ctx.store.read()).await?;
    let party = Party::of(ctx, owner, town);
    views(ctx, &rows, |_| Some(party.clone())).await
}

/// Everything that was signed at least once.
fn filed() -> Select<declaration::Entity> {
    declaration::Entity::find()
        .filter(declaration::Column::Status.ne(DeclarationStatus::Draft))
        .order_by_desc(declaration::Column::Quarter)
        .order_by_asc(declaration::Column::EnterpriseId)
}

async fn views(
    ctx: &Ctx,
    rows: &[declaration::Model],
    party: impl Fn(&declaration::Model) -> Option<Party>,
) -> Result<Vec<DeclarationView>> {
    let mut versions: HashMap<i64, Vec<declaration_version::Model>> = HashMap::new();
    let signed = declaration_version::Entity::find()
        .filter(declaration_version::Column::DeclarationId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(declaration_version::Column::Number)
        .all(ctx.store.read())
        .await?;
    for version in signed {
        versions.entry(version.declaration_id).or_default().push(version);
    }
    let in_use = in_use(ctx.store.read()).await?;
    let view = |row: &declaration::Model| DeclarationView::of(row, versions.get(&row.id)?, party(row)?, in_use);
    Ok(rows.iter().filter_map(view).collect())
}
