//! A sign in a list.

use std::collections::HashMap;

use domain::{
    outlet::OutletCode,
    sign::{Evidence, SignKind, SignOutcome, SignStatus},
    time::Stamp,
};
use entities::{outlet, sign};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::store::evidence;
use crate::{
    Ctx, Names, Pollutant, Result,
    public::{Party, party::parties},
};

/// A sign in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct SignRow {
    /// Its key, as in addresses.
    pub id: i64,
    /// Whose.
    pub enterprise: Party,
    /// Key of the outlet.
    pub outlet_id: i64,
    /// At which outlet.
    pub outlet: OutletCode,
    /// What it is called.
    pub outlet_name: Names,
    /// What it looks like.
    pub kind: SignKind,
    /// Of what; none where it is of the outlet as a whole.
    pub pollutant: Option<Pollutant>,
    /// Its first moment.
    pub from: Stamp,
    /// The first moment after it, as far as it was seen.
    pub to: Stamp,
    /// Whether it may go on.
    pub goes_on: bool,
    /// Whether the data still show it.
    pub is_left: bool,
    /// The figures that it was found by.
    pub evidence: Evidence,
    /// Where it stands.
    pub status: SignStatus,
    /// How it was settled.
    pub outcome: Option<SignOutcome>,
    /// When it was recorded.
    pub recorded_at: Stamp,
    /// When it was settled.
    pub closed_at: Option<Stamp>,
    /// The last moment for the enterprise's answer, while it is asked.
    pub answer_due: Option<Stamp>,
    /// Whether that is past.
    pub answer_overdue: bool,
}

/// Rows with the names of their enterprises and outlets: two queries for all.
pub(super) async fn rows(ctx: &Ctx, found: Vec<sign::Model>) -> Result<Vec<SignRow>> {
    let parties = parties(ctx, found.iter().map(|row| row.enterprise_id)).await?;
    let outlets = outlet::Entity::find().filter(outlet::Column::Id.is_in(found.iter().map(|row| row.outlet_id)));
    let outlets = outlets.all(ctx.store.read()).await?;
    let outlets: HashMap<i64, outlet::Model> = outlets.into_iter().map(|row| (row.id, row)).collect();
    let now = ctx.now();
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        let (Some(outlet), Some(enterprise)) = (outlets.get(&row.outlet_id), parties.get(&row.enterprise_id)) else {
            continue;
        };
        let answer_due = row.answer_due.filter(|_| row.status == SignStatus::Asked);
        rows.push(SignRow {
            id: row.id,
            enterprise: enterprise.clone(),
            outlet_id: row.outlet_id,
            outlet: outlet.code,
            outlet_name: Names::new(outlet.name.as_str(), outlet.name_en.as_str()),
            kind: row.kind,
            pollutant: (!row.pollutant.is_empty()).then(|| Pollutant::of(&row.pollutant)),
            from: row.from_at,
            to: row.to_at,
            goes_on: row.goes_on && row.is_left,
            is_left: row.is_left,
            evidence: evidence(&row)?,
            status: row.status,
            outcome: row.outcome,
            recorded_at: row.recorded_at,
            closed_at: row.closed_at,
            answer_due,
            answer_overdue: answer_due.is_some_and(|due| due < now),
        });
    }
    Ok(rows)
}
