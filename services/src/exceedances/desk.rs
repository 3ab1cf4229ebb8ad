//! Events for the desk of alarms, and beside a sign.

use std::collections::HashMap;

use domain::{
    exceedance::{EventEntryKind, EventStatus},
    time::Stamp,
};
use entities::{exceedance, exceedance_entry};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{EventRow, load::visible, row::rows};
use crate::{Ctx, Result, accounts::Actor};

/// The most that are put in order.
const MOST: u64 = 5_000;
/// How many stand beside a sign.
const BESIDE: u64 = 10;

/// An event, as far as it is needed to put it in order.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) id: i64,
    pub(crate) outlet_id: i64,
    pub(crate) goes_on: bool,
    pub(crate) multiple: i64,
    pub(crate) last_at: Stamp,
}

/// Those in some states, of an area; of those that are asked about, with `overdue`, only those that were not answered in time.
pub(crate) async fn waiting(
    ctx: &Ctx,
    actor: &Actor,
    statuses: &[EventStatus],
    overdue: bool,
    within: Condition,
) -> Result<Vec<Waiting>> {
    use exceedance::Column as C;
    let late = C::Status.eq(EventStatus::Asked).and(C::AnswerDue.lt(ctx.now()));
    let mut wanted = Condition::any().add(C::Status.is_in(statuses.iter().copied()));
    if overdue {
        wanted = wanted.add(late);
    }
    let found: Vec<(i64, i64, Option<String>, i64, Stamp)> = visible(actor)
        .select_only()
        .columns([C::Id, C::OutletId, C::Ended, C::Multiple, C::LastAt])
        .filter(wanted)
        .filter(within)
        .order_by_desc(C::LastAt)
        .limit(MOST)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let one = |(id, outlet_id, ended, multiple, last_at): (i64, i64, Option<String>, i64, Stamp)| Waiting {
        id,
        outlet_id,
        goes_on: ended.is_none(),
        multiple,
        last_at,
    };
    Ok(found.into_iter().map(one).collect())
}

/// Those with some keys.
pub(crate) async fn with_keys(ctx: &Ctx, ids: &[i64]) -> Result<Vec<EventRow>> {
    let found = exceedance::Entity::find().filter(exceedance::Column::Id.is_in(ids.iter().copied()));
    rows(ctx, found.order_by_asc(exceedance::Column::Id).all(ctx.store.read()).await?).await
}

/// The last answers about some events, by their keys.
pub(crate) async fn answers(ctx: &Ctx, ids: &[i64]) -> Result<HashMap<i64, (Stamp, String)>> {
    let found = exceedance_entry::Entity::find()
        .filter(exceedance_entry::Column::ExceedanceId.is_in(ids.iter().copied()))
        .filter(exceedance_entry::Column::Kind.eq(EventEntryKind::Answer))
        .order_by_asc(exceedance_entry::Column::Id);
    let found = found.all(ctx.store.read()).await?;
    Ok(found.into_iter().map(|row| (row.exceedance_id, (row.at, row.body))).collect())
}

/// The newest at an outlet that touch a stretch; those of which nothing is left are none.
pub(crate) async fn beside(
    ctx: &Ctx,
    actor: &Actor,
    outlet_id: i64,
    (from, to): (Stamp, Stamp),
) -> Result<Vec<EventRow>> {
    use exceedance::Column as C;
    let found = visible(actor)
        .filter(C::OutletId.eq(outlet_id))
        .filter(C::Status.ne(EventStatus::Gone))
        .filter(C::LastAt.gte(from))
        .filter(C::BeganAt.lt(to))
        .order_by_desc(C::BeganAt)
        .order_by_desc(C::Id)
        .limit(BESIDE);
    rows(ctx, found.all(ctx.store.read()).await?).await
}
