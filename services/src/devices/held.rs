//! Frames whose values are so old that a person must say whether they are published.

use std::sync::Arc;

use domain::{access::Action, time::Stamp};
use entities::raw_frame::{Column, Entity, Model};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use serde_json::json;

use super::{by_mn::by_mn, switch::reason_given};
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    monitoring::{
        interpret::interpret,
        record::{Arrival, DISCARDED, HELD, RELEASED, release as store},
        registry::KnownDevice,
    },
    once::replayed_act,
};

/// Frames that are released or discarded in one step.
const IN_ONE_STEP: u64 = 2_000;

/// The frames of a logger that are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// How many.
    pub frames: u64,
    /// When the first one arrived.
    pub first_at: Stamp,
    /// When the newest one arrived.
    pub last_at: Stamp,
}

/// What is held of a logger.
pub(super) async fn of(ctx: &Ctx, device_id: i64) -> Result<Option<Held>> {
    let db = ctx.store.read();
    let mine = Entity::find().filter(held_of(device_id));
    let (first, last) = (mine.clone().order_by_asc(Column::Id).one(db), mine.clone().order_by_desc(Column::Id).one(db));
    let (Some(first), Some(last)) = (first.await?, last.await?) else { return Ok(None) };
    let frames = mine.count(db).await?;
    Ok(Some(Held { frames, first_at: first.received_at, last_at: last.received_at }))
}

fn held_of(device_id: i64) -> Condition {
    Condition::all().add(Column::DeviceId.eq(device_id)).add(Column::Verdict.eq(HELD))
}

/// Publishes the values of held frames, the oldest frames first, as if they had just been taken; once for each form. Returns
/// how many frames it did; there may be more. None are left to do for a form that was sent before.
///
/// # Errors
/// [`Error::Invalid`] for the field `reason` when it is missing or too long; [`Error::Conflict`] where nothing is held any
/// more; [`Error::NotFound`].
pub async fn release(ctx: &Ctx, actor: &Actor, mn: &str, reason: &str, form: &FormKey) -> Result<u64> {
    actor.must(Action::ManageDevices)?;
    let known = ctx.registry().device(mn).ok_or(Error::NotFound)?;
    let (act, reason) = (Act::ReleaseValues, reason_given(reason)?);
    let tx = ctx.store.write().await?;
    if replayed_act(&tx, ctx, actor, act, form).await? {
        return Ok(0);
    }
    let frames = waiting(&tx, known.id).await?;
    let arrivals: Vec<_> = frames.iter().map(|frame| (frame.id, read_again(&known, frame))).collect();
    let news = store(&tx, &arrivals).await?;
    let released = settle(ctx, tx, actor, (known.id, frames), (RELEASED, act, &*reason)).await?;
    ctx.live().publish(news);
    Ok(released)
}

/// Leaves the values of held frames unpublished for good; the frames stay; once for each form. Returns how many it did;
/// there may be more. None are left to do for a form that was sent before.
///
/// # Errors
/// As for [`release`].
pub async fn discard(ctx: &Ctx, actor: &Actor, mn: &str, reason: &str, form: &FormKey) -> Result<u64> {
    actor.must(Action::ManageDevices)?;
    let tx = ctx.store.write().await?;
    let device = by_mn(&tx, mn).await?;
    let (act, reason) = (Act::DiscardValues, reason_given(reason)?);
    if replayed_act(&tx, ctx, actor, act, form).await? {
        return Ok(0);
    }
    let frames = waiting(&tx, device.id).await?;
    settle(ctx, tx, actor, (device.id, frames), (DISCARDED, act, &*reason)).await
}

/// The frames that are held, as many as are done in one step.
async fn waiting(tx: &DatabaseTransaction, device_id: i64) -> Result<Vec<Model>> {
    let frames = Entity::find().filter(held_of(device_id)).order_by_asc(Column::Id).limit(IN_ONE_STEP);
    let frames = frames.all(tx).await?;
    if frames.is_empty() {
        return Err(Conflict::NothingHeld.into());
    }
    Ok(frames)
}

/// A held frame as it would have been taken.
fn read_again(device: &Arc<KnownDevice>, frame: &Model) -> Arrival {
    let received = hj212::examine(frame.wire.clone().into());
    let interpreted = interpret(device, &received, frame.received_at);
    Arrival {
        device: Some(device.clone()),
        received_at: frame.received_at,
        wire: received.wire,
        verdict: RELEASED,
        tolerated: frame.tolerated.clone(),
        values: interpreted.values,
        event: interpreted.event,
        notices: Vec::new(),
        on_time: false,
        keep: true,
    }
}

async fn settle(
    ctx: &Ctx,
    tx: DatabaseTransaction,
    actor: &Actor,
    (device_id, frames): (i64, Vec<Model>),
    (verdict, act, reason): (&str, Act, &str),
) -> Result<u64> {
    let ids = || frames.iter().map(|frame| frame.id);
    let count = frames.len() as u64;
    if let (Some(first), Some(last)) = (ids().min(), ids().max()) {
        let step = held_of(device_id).add(Column::Id.between(first, last));
        let word = Expr::value(verdict.to_owned());
        Entity::update_many().col_expr(Column::Verdict, word).filter(step).exec(&tx).await?;
        let told = json!({ "reason": reason, "frames": count });
        audit::note(&tx, ctx, Some(actor), act, Subject("device", device_id), told).await?;
    }
    tx.commit().await?;
    Ok(count)
}
