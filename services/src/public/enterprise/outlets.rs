//! The outlets of an enterprise, each with its limits and newest values.

use std::collections::HashMap;

use domain::{
    life::{Audience, is_closed},
    outlet::{Discharge, OutletCode, Receiving},
    time::{Day, Stamp},
};
use entities::{enterprise, outlet};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Ctx, Names, Result,
    public::{
        Judged, PublishedLimit, Reading,
        judged::of_outlets,
        limits,
        pulse::{self, Beat},
        reading,
    },
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
    /// Whether a logger stands there that those who read may see, and that is not closed.
    pub monitored: bool,
    /// Whether the loggers that stand there are being tried out (试运行): everybody sees no values of theirs.
    pub tried_out: bool,
    /// The day from which on it is closed, or its enterprise, where that has come.
    pub closed_on: Option<Day>,
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
pub(super) async fn of_enterprise(ctx: &Ctx, audience: Audience, owner: &enterprise::Model) -> Result<Vec<OutletView>> {
    let rows = outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(owner.id))
        .order_by_asc(outlet::Column::Code)
        .all(ctx.store.read())
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut limits = limits::of_outlets(ctx, &ids).await?;
    let beats = pulse::beats(ctx, audience, owner.id);
    let mut judged = judged(ctx, audience, &ids).await?;
    let view = |row: outlet::Model| {
        let (beat, limits) = (beats.get(&row.id).copied(), limits.remove(&row.id).unwrap_or_default());
        let judged = judged.remove(&row.id).unwrap_or_default();
        OutletView::of(ctx, audience, (row, owner), limits, (beat, &judged))
    };
    Ok(rows.into_iter().map(view).collect())
}

/// What may be said of outlets, by their keys.
pub(in crate::public) async fn judged(ctx: &Ctx, audience: Audience, ids: &[i64]) -> Result<HashMap<i64, Vec<Judged>>> {
    let outlets = ids.iter().filter_map(|id| ctx.registry().outlet(*id)).collect();
    let judged = of_outlets(ctx, audience, outlets).await?;
    Ok(judged.into_iter().map(|one| (one.outlet.id, one.pollutants)).collect())
}

impl OutletView {
    pub(in crate::public) fn of(
        ctx: &Ctx,
        audience: Audience,
        (row, owner): (outlet::Model, &enterprise::Model),
        limits: Vec<PublishedLimit>,
        (beat, judged): (Option<Beat>, &[Judged]),
    ) -> Self {
        let today = ctx.now().day();
        let closed_on = row.closed_on.into_iter().chain(owner.closed_on).min();
        Self {
            code: row.code,
            name: Names::new(row.name, row.name_en),
            discharge: row.discharge,
            receiving: Receiving::of(&row.receiving),
            monitored: beat.is_some(),
            tried_out: ctx.registry().is_tried_out(row.id, today),
            closed_on: closed_on.filter(|_| is_closed(closed_on, today)),
            heard: beat.is_some_and(|beat| beat.is_heard(ctx.now())),
            last_at: beat.and_then(|beat| beat.last_at),
            readings: reading::board(ctx, audience, row.id, &limits, judged),
            limits,
        }
    }
}
