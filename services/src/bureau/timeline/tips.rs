//! Tip-offs, without anything that a reporter wrote: that is read one by one, and each reading is noted.

use domain::{case::ViolationKind, time::Stamp, tip::TipStatus};
use entities::tip;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};

use super::{Event, Kind, What};
use crate::{Ctx, Result, accounts::Actor};

/// Of a tip-off, what is not encrypted.
#[derive(FromQueryResult)]
struct Line {
    tip_no: String,
    kind: Option<ViolationKind>,
    status: TipStatus,
    received_at: Stamp,
    closed_at: Option<Stamp>,
}

/// The tip-offs about an enterprise, in the actor's area.
pub(super) async fn events(ctx: &Ctx, actor: &Actor, enterprise_id: i64) -> Result<Vec<Event>> {
    let wanted = tip::Entity::find()
        .filter(tip::Column::EnterpriseId.eq(enterprise_id))
        .filter(actor.sees_town(tip::Column::TownId));
    let found: Vec<Line> = wanted
        .select_only()
        .columns([tip::Column::TipNo, tip::Column::Kind, tip::Column::Status])
        .columns([tip::Column::ReceivedAt, tip::Column::ClosedAt])
        .into_model()
        .all(ctx.store.read())
        .await?;
    Ok(found.into_iter().flat_map(of_tip).collect())
}

fn of_tip(tip: Line) -> Vec<Event> {
    let Line { tip_no, kind: about, status, received_at, closed_at } = tip;
    let event = |at, what| Event { at, kind: Kind::Tips, what };
    let answered = closed_at.map(|at| event(at, What::TipAnswered { tip_no: tip_no.clone() }));
    let received = event(received_at, What::TipReceived { tip_no: tip_no.clone(), about, status });
    std::iter::once(received).chain(answered).collect()
}
