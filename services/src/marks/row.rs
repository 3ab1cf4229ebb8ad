//! A mark as people read it.

use std::collections::HashMap;

use domain::{
    mark::{Mark, MarkRule, MarkState, MarkStep, Reach, can_still_be_marked, deadline, reach},
    outlet::OutletCode,
    time::Stamp,
};
use entities::{account, discharge_limit, outlet};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Ctx, Names, Pollutant, Result, Seen,
    basis::marks::{Loaded, rule_by},
    public::{Party, party::parties},
};

/// A mark with what became of it.
#[derive(Clone, Debug)]
pub struct MarkRow {
    /// Its key, as in addresses.
    pub id: i64,
    /// Whose.
    pub enterprise: Party,
    /// At which outlet: its code and its name.
    pub outlet: (OutletCode, Names),
    /// The mark as the rules read it.
    pub mark: Mark,
    /// The pollutants that it speaks of; none: all.
    pub pollutants: Vec<Pollutant>,
    /// Where it stands.
    pub state: MarkState,
    /// How far it reaches.
    pub reach: Reach,
    /// The time limits for these works, where there are any.
    pub rule: Option<&'static MarkRule>,
    /// What the enterprise wrote about it.
    pub note: String,
    /// Whether it was asked for late, …
    pub asked_for: bool,
    /// … and why.
    pub reason: String,
    /// When it was set.
    pub set_at: Stamp,
    /// Who set it, by the name of their account.
    pub set_by: Option<String>,
    /// What became of it, oldest first.
    pub steps: Vec<StepDone>,
    /// Until when it can be taken back without asking anybody.
    pub until: Stamp,
    /// Whether the enterprise can take it back now.
    pub can_withdraw: bool,
    /// Whether the enterprise has to say when it ended.
    pub is_open: bool,
    /// Where it stands, for the forms of its page.
    pub seen: Seen,
}

/// Something that became of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDone {
    /// What.
    pub step: MarkStep,
    /// When.
    pub at: Stamp,
    /// Who, by the name of their account.
    pub by: Option<String>,
    /// Why; may be empty.
    pub reason: String,
}

/// Where it stands, for a form.
pub(super) fn seen(loaded: &Loaded) -> Seen {
    Seen::of(loaded.state(), loaded.steps.len())
}

/// Whether the enterprise can take it back: what waits, always; what is in force, while its days can still be marked.
pub(super) fn can_withdraw(loaded: &Loaded, now: Stamp) -> bool {
    match loaded.state() {
        MarkState::Waiting => true,
        MarkState::InForce => can_still_be_marked(loaded.row.from_at, now),
        MarkState::Refused | MarkState::Withdrawn => false,
    }
}

/// Whether it is in force and nobody has said when it ends.
pub(super) fn is_open(loaded: &Loaded) -> bool {
    loaded.state() == MarkState::InForce && loaded.to().is_none()
}

/// Marks with the names of those to whom they belong, a query for each kind of name.
pub(super) async fn rows(ctx: &Ctx, found: Vec<Loaded>) -> Result<Vec<MarkRow>> {
    let db = ctx.store.read();
    let ids: Vec<i64> = found.iter().map(|loaded| loaded.row.outlet_id).collect();
    let outlets = outlet::Entity::find().filter(outlet::Column::Id.is_in(ids.clone())).all(db).await?;
    let outlets: HashMap<i64, outlet::Model> = outlets.into_iter().map(|row| (row.id, row)).collect();
    let owners = parties(ctx, outlets.values().map(|row| row.enterprise_id)).await?;
    let mut limits: HashMap<i64, Vec<discharge_limit::Model>> = HashMap::new();
    for limit in discharge_limit::Entity::find().filter(discharge_limit::Column::OutletId.is_in(ids)).all(db).await? {
        limits.entry(limit.outlet_id).or_default().push(limit);
    }
    let people = found
        .iter()
        .flat_map(|one| std::iter::once(one.row.account_id).chain(one.steps.iter().map(|step| step.account_id)));
    let people: Vec<i64> = people.collect();
    let names = account::Entity::find().filter(account::Column::Id.is_in(people)).all(db).await?;
    let names: HashMap<i64, String> = names.into_iter().map(|row| (row.id, row.name)).collect();
    let row = |loaded: &Loaded| {
        let outlet = outlets.get(&loaded.row.outlet_id)?;
        let party = owners.get(&outlet.enterprise_id)?.clone();
        let limits = limits.get(&outlet.id).map(Vec::as_slice).unwrap_or_default();
        Some(of(loaded, outlet, party, limits, &names, ctx.now()))
    };
    Ok(found.iter().filter_map(row).collect())
}

fn of(
    loaded: &Loaded,
    outlet: &outlet::Model,
    enterprise: Party,
    limits: &[discharge_limit::Model],
    names: &HashMap<i64, String>,
    now: Stamp,
) -> MarkRow {
    let (row, mark) = (&loaded.row, loaded.mark());
    let rule = rule_by(limits, mark.from.day());
    let step = |step: &entities::mark_step::Model| StepDone {
        step: step.step,
        at: step.at,
        by: names.get(&step.account_id).cloned(),
        reason: step.reason.clone(),
    };
    MarkRow {
        id: row.id,
        enterprise,
        outlet: (outlet.code, Names::new(&outlet.name, &outlet.name_en)),
        pollutants: mark.pollutants.iter().map(|code| Pollutant::of(code)).collect(),
        state: loaded.state(),
        reach: reach(&Mark { to: Some(mark.to.unwrap_or_else(|| mark.until().min(now))), ..mark.clone() }, rule),
        rule,
        note: row.note.clone(),
        asked_for: row.asked_for,
        reason: row.reason.clone(),
        set_at: row.set_at,
        set_by: names.get(&row.account_id).cloned(),
        steps: loaded.steps.iter().map(step).collect(),
        until: deadline(mark.from.day()),
        can_withdraw: can_withdraw(loaded, now),
        is_open: is_open(loaded),
        seen: seen(loaded),
        mark,
    }
}
