//! Cases: act, decision, publication, what became of it, withdrawal.

use domain::{
    access::{Action, may},
    time::start_of,
};
use entities::violation_case;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{CaseRef, Event, Kind, What};
use crate::{Ctx, Result, accounts::Actor, public::cases::publicity};

/// The cases against an enterprise; for roles that do not read cases only what is public now.
pub(super) async fn events(ctx: &Ctx, actor: &Actor, enterprise_id: i64) -> Result<Vec<Event>> {
    let mut wanted = violation_case::Entity::find().filter(violation_case::Column::EnterpriseId.eq(enterprise_id));
    if !may(actor.role, Action::ReadCase) {
        wanted = wanted.filter(publicity::now(ctx));
    }
    let found = wanted.all(ctx.store.read()).await?;
    Ok(found.iter().flat_map(of_case).collect())
}

fn of_case(row: &violation_case::Model) -> Vec<Event> {
    let case = CaseRef { case_no: row.case_no.clone(), kind: row.kind };
    let event = |at, what| Event { at, kind: Kind::Cases, what };
    let mut events = vec![event(start_of(row.acted_on.0), What::Acted(case.clone()))];
    events.extend(row.decided_on.map(|day| event(start_of(day.0), What::Decided(case.clone(), row.fine))));
    events.extend(row.published_at.map(|at| event(at, What::Published(case.clone()))));
    events.extend(row.rectified_on.map(|day| event(start_of(day.0), What::Rectified(case.clone()))));
    events.extend(row.closed_on.map(|day| event(start_of(day.0), What::Closed(case.clone()))));
    let withdrawn = row.withdrawn_at.zip(row.withdrawal);
    events.extend(withdrawn.map(|(at, why)| event(at, What::Withdrawn(case.clone(), why))));
    events
}
