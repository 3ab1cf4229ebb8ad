//! What was written about an event.

use domain::exceedance::EventEntryKind;
use entities::{exceedance, exceedance_entry, exceedance_period};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::{
    Conflict, Ctx, Result, Seen,
    accounts::Actor,
    dialogue::{Entry, Written, signed},
};

pub(super) async fn put(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    exceedance_id: i64,
    (kind, text): (EventEntryKind, &str),
) -> Result<()> {
    let row = exceedance_entry::ActiveModel {
        exceedance_id: Set(exceedance_id),
        kind: Set(kind),
        body: Set(text.to_owned()),
        at: Set(ctx.now()),
        account_id: Set(Some(actor.account_id)),
        ..Default::default()
    };
    exceedance_entry::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The answer to a form that is sent again: as if it had just been done, if it says the same; a form that was changed in between was
/// not sent, and its writer must hear so.
pub(super) async fn done_before(
    tx: &impl ConnectionTrait,
    actor: &Actor,
    exceedance_id: i64,
    (kind, text): (EventEntryKind, &str),
) -> Result<()> {
    let same = exceedance_entry::Entity::find()
        .filter(exceedance_entry::Column::ExceedanceId.eq(exceedance_id))
        .filter(exceedance_entry::Column::AccountId.eq(actor.account_id))
        .filter(exceedance_entry::Column::Kind.eq(kind))
        .filter(exceedance_entry::Column::Body.eq(text));
    match same.one(tx).await? {
        Some(_) => Ok(()),
        None => Err(Conflict::SentBefore.into()),
    }
}

/// Where an event stands for whoever judges it: its state, its periods with all their editions, and how much was written about it.
/// An hour more, or another figure, makes it another event to say something about.
pub(super) async fn seen(db: &impl ConnectionTrait, row: &exceedance::Model) -> Result<Seen> {
    let editions = exceedance_period::Entity::find().filter(exceedance_period::Column::ExceedanceId.eq(row.id));
    let editions = editions.count(db).await?;
    let stands = format_args!("{}-{}-{}-{editions}", row.status, row.periods, row.ended.is_some()).to_string();
    Ok(Seen::of(stands, written(db, row.id).await?))
}

/// Goes on only where the event stands as its page showed it.
pub(super) async fn must_stand(tx: &impl ConnectionTrait, row: &exceedance::Model, shown: &Seen) -> Result<()> {
    shown.must_be(&seen(tx, row).await?)
}

async fn written(tx: &impl ConnectionTrait, id: i64) -> Result<usize> {
    let written = exceedance_entry::Entity::find().filter(exceedance_entry::Column::ExceedanceId.eq(id));
    Ok(usize::try_from(written.count(tx).await?).unwrap_or(usize::MAX))
}

/// The dialogue of an event, oldest first, with the names of its writers.
pub(super) async fn of_event(ctx: &Ctx, id: i64) -> Result<Vec<Entry>> {
    let db = ctx.store.read();
    let rows = exceedance_entry::Entity::find()
        .filter(exceedance_entry::Column::ExceedanceId.eq(id))
        .order_by_asc(exceedance_entry::Column::Id)
        .all(db)
        .await?;
    let written = |row: exceedance_entry::Model| {
        let exceedance_entry::Model { kind, body: text, at, account_id, .. } = row;
        Written { kind, text, at, account_id }
    };
    signed(db, rows.into_iter().map(written).collect()).await
}
