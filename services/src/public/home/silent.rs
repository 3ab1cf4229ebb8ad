//! Monitors that are not heard.

use std::collections::HashMap;

use domain::{outlet::OutletCode, time::Stamp};
use entities::outlet;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::super::{Names, Party, party::parties, pulse::Beat};
use crate::{Ctx, Result};

/// A monitored outlet that sent nothing within the last hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SilentPoint {
    /// Whose.
    pub enterprise: Party,
    /// Code of the outlet.
    pub outlet: OutletCode,
    /// Name of the outlet.
    pub outlet_name: Names,
    /// The newest value's moment, where there ever was one.
    pub last_at: Option<Stamp>,
}

/// The silent outlets: those never heard first, then the longest silent.
pub(super) async fn points(ctx: &Ctx, beats: &HashMap<i64, Beat>) -> Result<Vec<SilentPoint>> {
    let now = ctx.now();
    let silent: Vec<_> = beats.iter().filter(|(_, beat)| !beat.is_heard(now)).map(|(id, _)| *id).collect();
    if silent.is_empty() {
        return Ok(Vec::new());
    }
    let outlets = outlet::Entity::find().filter(outlet::Column::Id.is_in(silent)).all(ctx.store.read()).await?;
    let parties = parties(ctx, outlets.iter().map(|o| o.enterprise_id)).await?;
    let mut points: Vec<_> = outlets
        .into_iter()
        .filter_map(|outlet| {
            Some(SilentPoint {
                enterprise: parties.get(&outlet.enterprise_id)?.clone(),
                outlet: outlet.code,
                outlet_name: Names::new(&outlet.name, &outlet.name_en),
                last_at: beats.get(&outlet.id)?.last_at,
            })
        })
        .collect();
    points.sort_by_key(|p| (p.last_at, p.enterprise.credit_code, p.outlet));
    Ok(points)
}
