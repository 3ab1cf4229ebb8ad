//! Signs for the desk of alarms.

use std::collections::HashMap;

use domain::{
    dialogue::EventEntryKind,
    sign::{SignKind, SignStatus},
    time::Stamp,
};
use entities::{sign, sign_entry};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{SignRow, load::visible, row::rows};
use crate::{Ctx, Result, accounts::Actor};

/// The most that are put in order: the gravest kinds.
const MOST: u64 = 5_000;

/// A sign, as far as it is needed to put it in order.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) id: i64,
    pub(crate) outlet_id: i64,
    pub(crate) kind: SignKind,
    pub(crate) goes_on: bool,
    pub(crate) to: Stamp,
}

/// Those in some states, of an area; of those that are asked about, with `overdue`, only those that were not answered in time.
pub(crate) async fn waiting(
    ctx: &Ctx,
    actor: &Actor,
    statuses: &[SignStatus],
    overdue: bool,
    within: Condition,
) -> Result<Vec<Waiting>> {
    use sign::Column as C;
    let late = C::Status.eq(SignStatus::Asked).and(C::AnswerDue.lt(ctx.now()));
    let mut wanted = Condition::any().add(C::Status.is_in(statuses.iter().copied()));
    if overdue {
        wanted = wanted.add(late);
    }
    let found: Vec<(i64, i64, SignKind, bool, bool, Stamp)> = visible(actor)
        .select_only()
        .columns([C::Id, C::OutletId, C::Kind, C::GoesOn, C::IsLeft, C::ToAt])
        .filter(wanted)
        .filter(within)
        .order_by_asc(C::Rank)
        .order_by_desc(C::ToAt)
        .limit(MOST)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let one =
        |(id, outlet_id, kind, goes_on, is_left, to)| Waiting { id, outlet_id, kind, goes_on: goes_on && is_left, to };
    Ok(found.into_iter().map(one).collect())
}

/// Those with some keys.
pub(crate) async fn with_keys(ctx: &Ctx, ids: &[i64]) -> Result<Vec<SignRow>> {
    let found = sign::Entity::find().filter(sign::Column::Id.is_in(ids.iter().copied()));
    rows(ctx, found.order_by_asc(sign::Column::Id).all(ctx.store.read()).await?).await
}

/// The last answers about some signs, by their keys.
pub(crate) async fn answers(ctx: &Ctx, ids: &[i64]) -> Result<HashMap<i64, (Stamp, String)>> {
    let found = sign_entry::Entity::find()
        .filter(sign_entry::Column::SignId.is_in(ids.iter().copied()))
        .filter(sign_entry::Column::Kind.eq(EventEntryKind::Answer))
        .order_by_asc(sign_entry::Column::Id);
    let found = found.all(ctx.store.read()).await?;
    Ok(found.into_iter().map(|row| (row.sign_id, (row.at, row.body))).collect())
}
