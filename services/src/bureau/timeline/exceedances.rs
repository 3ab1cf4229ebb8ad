//! Events of exceedance: begun, asked about, answered, settled. What was corrected away or marked is left out: nothing of it stands.

use std::collections::BTreeMap;

use domain::{
    exceedance::{EventEntryKind, EventStatus},
    time::Stamp,
};
use entities::{exceedance, exceedance_entry, outlet};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Event, ExceedanceRef, Kind, What};
use crate::{Ctx, Pollutant, Result};

/// What stood above a limit at an enterprise, and what the bureau said of it.
pub(super) async fn events(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<Event>> {
    let found = exceedance::Entity::find()
        .filter(exceedance::Column::EnterpriseId.eq(enterprise_id))
        .filter(exceedance::Column::Status.ne(EventStatus::Gone))
        .find_also_related(outlet::Entity)
        .all(ctx.store.read())
        .await?;
    let known: BTreeMap<i64, ExceedanceRef> =
        found.iter().filter_map(|(row, at)| Some((row.id, reference(row, at.as_ref()?)))).collect();
    let said = exceedance_entry::Entity::find()
        .inner_join(exceedance::Entity)
        .filter(exceedance::Column::EnterpriseId.eq(enterprise_id))
        .all(ctx.store.read())
        .await?;
    let said = said.iter().filter_map(|entry| Some(of_entry(entry, known.get(&entry.exceedance_id)?)));
    let made = found.iter().filter_map(|(row, _)| Some(of_event(row, known.get(&row.id)?)));
    Ok(made.flatten().chain(said.flatten()).collect())
}

fn reference(row: &exceedance::Model, outlet: &outlet::Model) -> ExceedanceRef {
    ExceedanceRef {
        id: row.id,
        outlet: outlet.code,
        pollutant: Pollutant::of(&row.pollutant),
        averaging: row.averaging,
        periods: row.periods.try_into().unwrap_or_default(),
    }
}

fn event(at: Stamp, what: What) -> Event {
    Event { at, kind: Kind::Exceedances, what }
}

/// How it was settled is told from the event itself.
fn of_entry(entry: &exceedance_entry::Model, exceedance: &ExceedanceRef) -> Option<Event> {
    match entry.kind {
        EventEntryKind::Question => Some(event(entry.at, What::ExceedanceAsked(exceedance.clone()))),
        EventEntryKind::Answer => Some(event(entry.at, What::ExceedanceAnswered(exceedance.clone()))),
        EventEntryKind::Closing => None,
    }
}

fn of_event(row: &exceedance::Model, exceedance: &ExceedanceRef) -> Vec<Event> {
    let mut events = vec![event(row.began_at, What::Exceeded(exceedance.clone()))];
    let settled = row.closed_at.zip(row.outcome);
    events.extend(settled.map(|(at, outcome)| event(at, What::ExceedanceSettled(exceedance.clone(), outcome))));
    events
}
