//! What was written about a sign.

use std::collections::HashMap;

use domain::dialogue::{EventEntryKind, Turn, Word};
use entities::{sign, sign_entry};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    Conflict, Ctx, Result, Seen,
    accounts::Actor,
    dialogue::{Entry, Written, signed},
};

pub(super) async fn put(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    sign_id: i64,
    (kind, text): (EventEntryKind, &str),
) -> Result<()> {
    let row = sign_entry::ActiveModel {
        sign_id: Set(sign_id),
        kind: Set(kind),
        body: Set(text.to_owned()),
        at: Set(ctx.now()),
        account_id: Set(Some(actor.account_id)),
        ..Default::default()
    };
    sign_entry::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The answer to a form that is sent again: as if it had just been done, if it says the same.
pub(super) async fn done_before(
    tx: &impl ConnectionTrait,
    actor: &Actor,
    sign_id: i64,
    (kind, text): (EventEntryKind, &str),
) -> Result<()> {
    let same = sign_entry::Entity::find()
        .filter(sign_entry::Column::SignId.eq(sign_id))
        .filter(sign_entry::Column::AccountId.eq(actor.account_id))
        .filter(sign_entry::Column::Kind.eq(kind))
        .filter(sign_entry::Column::Body.eq(text));
    match same.one(tx).await? {
        Some(_) => Ok(()),
        None => Err(Conflict::SentBefore.into()),
    }
}

/// Where a sign stands for whoever judges it: its state, whether it goes on, and how much was written about it. That it has gone on
/// for another hour makes it no other.
pub(super) async fn seen(db: &impl ConnectionTrait, row: &sign::Model) -> Result<Seen> {
    let written = sign_entry::Entity::find().filter(sign_entry::Column::SignId.eq(row.id)).count(db).await?;
    let stands = format_args!("{}-{}-{}", row.status, row.goes_on, row.is_left).to_string();
    Ok(Seen::of(stands, usize::try_from(written).unwrap_or(usize::MAX)))
}

/// Goes on only where the sign stands as its page showed it.
pub(super) async fn must_stand(tx: &impl ConnectionTrait, row: &sign::Model, shown: &Seen) -> Result<()> {
    shown.must_be(&seen(tx, row).await?)
}

/// The dialogue about a sign, oldest first, with the names of its writers.
pub(super) async fn of_sign(ctx: &Ctx, id: i64) -> Result<Vec<Entry>> {
    let db = ctx.store.read();
    let rows = sign_entry::Entity::find()
        .filter(sign_entry::Column::SignId.eq(id))
        .order_by_asc(sign_entry::Column::Id)
        .all(db)
        .await?;
    let written = |row: sign_entry::Model| {
        let sign_entry::Model { kind, body: text, at, account_id, .. } = row;
        Written { kind, text, at, account_id }
    };
    signed(db, rows.into_iter().map(written).collect()).await
}

/// Whose turn it is in each of some signs.
pub(super) async fn turns(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, Turn>> {
    let mut words: HashMap<i64, Vec<Word>> = HashMap::new();
    for (id, kind) in kinds(db, ids).await? {
        words.entry(id).or_default().push(kind.word());
    }
    Ok(words.into_iter().map(|(id, words)| (id, Turn::after(words))).collect())
}

/// What was written about signs, oldest first.
pub(super) async fn kinds(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = i64>,
) -> Result<Vec<(i64, EventEntryKind)>> {
    use sign_entry::Column as C;
    let kinds = sign_entry::Entity::find()
        .select_only()
        .columns([C::SignId, C::Kind])
        .filter(C::SignId.is_in(ids))
        .order_by_asc(C::Id);
    Ok(kinds.into_tuple().all(db).await?)
}
