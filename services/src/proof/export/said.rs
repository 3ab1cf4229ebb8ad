//! Marks that are in force, and events of exceedance.

use std::{collections::HashMap, io};

use domain::{
    mark::MarkState,
    time::{end_of, start_of},
};
use entities::{exceedance, exceedance_period};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Bundle, Stretch};
use crate::{
    backup::Failure,
    basis::marks::touching,
    proof::{
        form::{EXCEEDANCES, MARKS},
        said::{Event, Mark},
    },
};

/// The marks of the outlet that are in force and touch the stretch.
pub async fn marks(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<(), Failure> {
    into.begin(MARKS)?;
    for loaded in touching(stretch.tx, &[stretch.outlet_id], start_of(stretch.from)).await? {
        if loaded.row.from_at < end_of(stretch.to) && loaded.state() == MarkState::InForce {
            into.json(&Mark::of(loaded.row, loaded.steps))?;
        }
    }
    into.end();
    Ok(())
}

/// The events of the outlet that touch the stretch, with all of their periods.
pub async fn exceedances(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<(), Failure> {
    use exceedance::Column as C;
    use exceedance_period::Column as P;
    into.begin(EXCEEDANCES)?;
    let events = exceedance::Entity::find()
        .filter(C::OutletId.eq(stretch.outlet_id))
        .filter(C::BeganAt.lt(end_of(stretch.to)))
        .filter(C::LastAt.gte(start_of(stretch.from)))
        .order_by_asc(C::Id)
        .all(stretch.tx)
        .await?;
    let periods = exceedance_period::Entity::find()
        .filter(P::ExceedanceId.is_in(events.iter().map(|event| event.id)))
        .order_by_asc(P::ExceedanceId)
        .order_by_asc(P::At)
        .order_by_asc(P::Edition)
        .all(stretch.tx)
        .await?;
    let mut of_events: HashMap<i64, Vec<exceedance_period::Model>> = HashMap::new();
    for period in periods {
        of_events.entry(period.exceedance_id).or_default().push(period);
    }
    for row in events {
        let id = row.id;
        let Some(event) = Event::of(row, of_events.remove(&id).unwrap_or_default()) else {
            return Err(into.failed(io::Error::other(format!("a period of the event {id} cannot be read"))));
        };
        into.json(&event)?;
    }
    into.end();
    Ok(())
}
