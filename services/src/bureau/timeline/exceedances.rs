//! Events of exceedance: begun, settled. What was corrected away or marked is left out: nothing of it stands.

use domain::exceedance::EventStatus;
use entities::{exceedance, outlet};
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
    Ok(found.iter().filter_map(|(row, at)| Some(of_event(row, at.as_ref()?))).flatten().collect())
}

fn of_event(row: &exceedance::Model, outlet: &outlet::Model) -> Vec<Event> {
    let exceedance = ExceedanceRef {
        id: row.id,
        outlet: outlet.code,
        pollutant: Pollutant::of(&row.pollutant),
        averaging: row.averaging,
        periods: row.periods.try_into().unwrap_or_default(),
    };
    let event = |at, what| Event { at, kind: Kind::Exceedances, what };
    let mut events = vec![event(row.began_at, What::Exceeded(exceedance.clone()))];
    let settled = row.closed_at.zip(row.outcome);
    events.extend(settled.map(|(at, outcome)| event(at, What::ExceedanceSettled(exceedance, outcome))));
    events
}
