//! Whose an outlet is and what it is called.

use std::collections::HashMap;

use domain::outlet::OutletCode;
use entities::outlet;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::super::{Party, judged::OutletJudged, party::parties};
use crate::{Ctx, Names, Result};

/// An outlet as the lists of the home page name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub enterprise: Party,
    /// Code of the outlet.
    pub outlet: OutletCode,
    /// Name of the outlet.
    pub outlet_name: Names,
}

/// The outlets that are named, by their keys.
pub(super) async fn places(
    ctx: &Ctx,
    outlets: &[OutletJudged],
    named: impl Fn(&OutletJudged) -> bool,
) -> Result<HashMap<i64, Place>> {
    let ids: Vec<_> = outlets.iter().filter(|one| named(one)).map(|one| one.outlet.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = outlet::Entity::find().filter(outlet::Column::Id.is_in(ids)).all(ctx.store.read()).await?;
    let parties = parties(ctx, rows.iter().map(|row| row.enterprise_id)).await?;
    let place = |row: outlet::Model| {
        let enterprise = parties.get(&row.enterprise_id)?.clone();
        Some((row.id, Place { enterprise, outlet: row.code, outlet_name: Names::new(row.name, row.name_en) }))
    };
    Ok(rows.into_iter().filter_map(place).collect())
}
