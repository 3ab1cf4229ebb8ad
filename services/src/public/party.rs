//! Whom a row is about.

use std::collections::HashMap;

use domain::{credit_code::CreditCode, life::Opening};
use entities::{enterprise, town};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{Ctx, Names, Result, store::merger};

/// An enterprise as other rows name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Unified social credit code.
    pub credit_code: CreditCode,
    /// Its name.
    pub name: Names,
    /// Its town.
    pub town: Names,
    /// Whether it has public pages: one in trial has none.
    pub is_public: bool,
}

impl Party {
    pub(crate) fn of(ctx: &Ctx, row: &enterprise::Model, town: Option<&town::Model>) -> Self {
        Self {
            credit_code: row.credit_code,
            name: Names::new(&row.name, &row.name_en),
            town: town.map(town_names).unwrap_or_default(),
            is_public: Opening::of(row.public_from).is_open_on(ctx.now().day()),
        }
    }
}

pub(crate) fn town_names(town: &town::Model) -> Names {
    Names::new(&town.name, &town.name_en)
}

/// The same by whoever they are today: those into which they are merged, where they are.
pub(crate) async fn parties_today(ctx: &Ctx, ids: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, Party>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mergers = merger::all(ctx.store.read()).await?;
    let today = |id: &i64| mergers.get(id).copied().unwrap_or(*id);
    let wanted: Vec<i64> = ids.iter().map(today).collect();
    let parties = parties(ctx, wanted).await?;
    Ok(ids.iter().filter_map(|id| Some((*id, parties.get(&today(id))?.clone()))).collect())
}

/// The enterprises with these keys.
pub(crate) async fn parties(ctx: &Ctx, ids: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, Party>> {
    let mut ids: Vec<_> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = enterprise::Entity::find()
        .filter(enterprise::Column::Id.is_in(ids))
        .find_also_related(town::Entity)
        .all(ctx.store.read())
        .await?;
    Ok(rows.iter().map(|(row, town)| (row.id, Party::of(ctx, row, town.as_ref()))).collect())
}
