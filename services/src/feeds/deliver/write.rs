//! Writing a delivery: in portions that do not count, and then all of it at once.

use domain::{
    delivery::{Brought, DeliveryState},
    sheet::Kind,
    time::{Day, HOUR},
};
use entities::{delivery, feed_entry, meter_reading};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde_json::json;

use super::{Courier, Delivered, compare::Fresh, feed_of, read::Batch, subjects::Subjects};
use crate::{
    Conflict, Ctx, FormKey, Result,
    audit::{self, Act, Subject},
    jobs::{self, CountTerms, Job, SettleBills},
    once,
    register::import::Counts,
    store::{self, Turn, bulk},
};

/// Rows in one transaction: a fraction of a second on either database, so that nobody waits long for it.
const PORTION: usize = 16_384;
/// The most characters of the names of files that are kept.
const LONGEST_NAME: usize = 200;
/// How long after its beginning a delivery that does not count is taken to have broken off. None takes nearly as long.
const BROKEN_OFF: i64 = HOUR;

/// What is known of a delivery beside its rows.
pub(super) struct Label<'a> {
    pub courier: Courier<'a>,
    pub kind: Kind,
    pub names: String,
    pub digest: String,
    /// The last one that counted when this one was compared.
    pub seen: Option<i64>,
    pub form: Option<&'a FormKey>,
}

/// The last delivery of a kind that counts.
pub(super) async fn newest(ctx: &Ctx, kind: Kind) -> Result<Option<i64>> {
    newest_of(ctx.store.read(), kind).await
}

async fn newest_of(db: &impl sea_orm::ConnectionTrait, kind: Kind) -> Result<Option<i64>> {
    let found: Option<Option<i64>> = delivery::Entity::find()
        .select_only()
        .column_as(delivery::Column::Id.max(), "newest")
        .filter(delivery::Column::Kind.eq(kind))
        .filter(delivery::Column::State.eq(DeliveryState::Standing))
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.flatten())
}

/// Writes it; its number.
///
/// # Errors
/// [`Conflict::SentBefore`] for a form that was sent before; [`Conflict::Overtaken`] where another delivery came to count
/// since this one was compared.
pub(super) async fn write(
    ctx: &Ctx,
    label: Label<'_>,
    batch: &Batch,
    subjects: &mut Subjects,
    fresh: &Fresh,
    delivered: &Delivered,
) -> Result<i64> {
    let id = begin(ctx, &label, batch, subjects, delivered).await?;
    if let Err(error) = portions(ctx, id, label.kind, batch, subjects, fresh).await {
        // What is there of it counts for nothing anyway; that says so at once.
        if let Err(error) = ended(ctx, id).await {
            tracing::warn!(%error, "a delivery that broke off could not be marked");
        }
        return Err(error);
    }
    let tx = ctx.store.write().await?;
    store::alone(&tx, Turn::Delivery).await?;
    if newest_of(&tx, label.kind).await? != label.seen {
        drop(tx);
        ended(ctx, id).await?;
        return Err(Conflict::Overtaken.into());
    }
    let change = delivery::ActiveModel { state: Set(DeliveryState::Standing), ..Default::default() };
    delivery::Entity::update_many().set(change).filter(delivery::Column::Id.eq(id)).exec(&tx).await?;
    let Counts { new, changed, same, refused } = delivered.report.total();
    let detail = json!({
        "kind": label.kind, "digest": label.digest, "new": new, "changed": changed, "same": same, "refused": refused,
        "doubtful": delivered.doubtful, "strange": delivered.strange,
    });
    audit::note(&tx, ctx, label.courier.actor(), Act::Deliver, Subject("delivery", id), detail).await?;
    if feed_of(label.kind).is_some() {
        let job = Job::SettleBills(SettleBills::Delivery(id));
        jobs::enqueue(&tx, ctx, &job, ctx.now()).await?;
    }
    if label.kind == Kind::Holidays {
        let job = Job::CountTerms(CountTerms { delivery_id: id });
        jobs::enqueue(&tx, ctx, &job, ctx.now()).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// The row of a delivery that does not count yet, and all whom it is about.
async fn begin(
    ctx: &Ctx,
    label: &Label<'_>,
    batch: &Batch,
    subjects: &mut Subjects,
    delivered: &Delivered,
) -> Result<i64> {
    let tx = ctx.store.write().await?;
    if let (Courier::Person(actor), Some(form)) = (label.courier, label.form)
        && once::replayed_with(&tx, ctx, actor, &label.digest, form).await?
    {
        return Err(Conflict::SentBefore.into());
    }
    let now = ctx.now();
    let change = delivery::ActiveModel { state: Set(DeliveryState::BrokenOff), ..Default::default() };
    delivery::Entity::update_many()
        .set(change)
        .filter(delivery::Column::State.eq(DeliveryState::Writing))
        .filter(delivery::Column::At.lt(now.minus(BROKEN_OFF)))
        .exec(&tx)
        .await?;
    let whole = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let (counts, days) = (delivered.report.total(), batch.days());
    let brought: Brought = label.courier.brought();
    let row = delivery::ActiveModel {
        kind: Set(label.kind),
        file_name: Set(domain::input::printable(&label.names, LONGEST_NAME)),
        digest: Set(label.digest.clone()),
        account_id: Set(label.courier.actor().map(|actor| actor.account_id)),
        brought: Set(brought),
        at: Set(now),
        state: Set(DeliveryState::Writing),
        first_day: Set(days.map(|(first, _)| Day(first))),
        last_day: Set(days.map(|(_, last)| Day(last))),
        new: Set(whole(counts.new)),
        changed: Set(whole(counts.changed)),
        same: Set(whole(counts.same)),
        refused: Set(whole(counts.refused)),
        doubtful: Set(whole(delivered.doubtful)),
        strange: Set(whole(delivered.strange)),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    subjects.store(&tx).await?;
    tx.commit().await?;
    Ok(row.id)
}

async fn portions(ctx: &Ctx, id: i64, kind: Kind, batch: &Batch, subjects: &Subjects, fresh: &Fresh) -> Result<()> {
    for places in fresh.readings.chunks(PORTION) {
        let row = |at: &usize| {
            let one = &batch.readings[*at];
            meter_reading::Model {
                subject_id: subjects.id(one.subject),
                first_day: Day(one.period.first()),
                last_day: Day(one.period.last()),
                device: batch.devices[one.device].clone(),
                delivery_id: id,
                quantity: one.quantity,
            }
        };
        let tx = ctx.store.write().await?;
        bulk::readings(&tx, places.iter().map(row).collect()).await?;
        tx.commit().await?;
    }
    for places in fresh.entries.chunks(PORTION) {
        let row = |at: &usize| {
            let one = &batch.entries[*at];
            let row = feed_entry::Model {
                kind,
                word: one.word.clone(),
                delivery_id: id,
                subject_id: one.subject.map(|at| subjects.id(at)),
                day: one.day,
                said: one.said.clone(),
            };
            row.into_active_model().reset_all()
        };
        let tx = ctx.store.write().await?;
        store::insert(&tx, places.iter().map(row).collect()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Says of a delivery that it broke off.
async fn ended(ctx: &Ctx, id: i64) -> Result<()> {
    let tx = ctx.store.write().await?;
    let change = delivery::ActiveModel { state: Set(DeliveryState::BrokenOff), ..Default::default() };
    delivery::Entity::update_many().set(change).filter(delivery::Column::Id.eq(id)).exec(&tx).await?;
    Ok(tx.commit().await?)
}
