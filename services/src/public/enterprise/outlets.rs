//! The outlets of an enterprise, each with its limits and newest values.

use domain::{
    outlet::{Discharge, OutletCode, Receiving},
    time::Stamp,
};
use entities::outlet;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Ctx, Names, Result,
    public::{PublishedLimit, Reading, limits, pulse, reading},
};

/// An outlet.
#[derive(Clone, Debug, PartialEq)]
pub struct OutletView {
    /// Code in the permit.
    pub code: OutletCode,
    /// Its name.
    pub name: Names,
    /// Where it leads.
    pub discharge: Discharge,
    /// The receiving water body, plant or air zone; none where the register states none.
    pub receiving: Option<Receiving>,
    /// Whether a logger stands there.
    pub monitored: bool,
    /// Whether anything was heard within the last hour.
    pub heard: bool,
    /// The newest value's moment, where there ever was one.
    pub last_at: Option<Stamp>,
    /// Every limit, past and coming ones too.
    pub limits: Vec<PublishedLimit>,
    /// What stands on the board: what has a limit first.
    pub readings: Vec<Reading>,
}

/// The outlets in order of their codes.
pub(super) async fn of_enterprise(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<OutletView>> {
    let rows = outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(enterprise_id))
        .order_by_asc(outlet::Column::Code)
        .all(ctx.store.read())
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut limits = limits::of_outlets(ctx, &ids).await?;
    let beats = pulse::beats(ctx, enterprise_id);
    let view = |row: outlet::Model| {
        let limits = limits.remove(&row.id).unwrap_or_default();
        let beat = beats.get(&row.id);
        OutletView {
            code: row.code,
            name: Names::new(row.name, row.name_en),
            discharge: row.discharge,
            receiving: Receiving::of(&row.receiving),
            monitored: beat.is_some(),
            heard: beat.is_some_and(|beat| beat.is_heard(ctx.now())),
            last_at: beat.and_then(|beat| beat.last_at),
            readings: reading::board(ctx, row.id, &limits),
            limits,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}
