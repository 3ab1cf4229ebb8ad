//! Saying of two that look alike that they are two.

use std::collections::HashMap;

use domain::{access::Action, credit_code::CreditCode, input::Read as _, time::Stamp};
use entities::{account, enterprise, kept_apart};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use serde_json::json;

use super::{
    record::digest,
    rows::{both, seen_of},
};
use crate::{
    Ctx, Error, FormKey, Result, Seen,
    accounts::Actor,
    audit::{self, Act, Subject},
    once,
    register::{By, Reason, begin},
};

/// What was said of two that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// When.
    pub at: Stamp,
    /// By whom.
    pub by: String,
    /// Why they are two.
    pub reason: String,
    /// Whether the particulars are those of which it was said; otherwise the pair comes up again.
    pub holds: bool,
}

/// Says that two enterprises are two, with a reason; once for each form. Said again, it takes the place of what was said
/// before.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] where one of them has changed since they were looked at;
/// [`Error::Invalid`] without a reason.
pub async fn keep_apart(
    ctx: &Ctx,
    actor: &Actor,
    codes: [CreditCode; 2],
    (reason, seen, form): (&str, &Seen, &FormKey),
) -> Result<()> {
    use kept_apart::Column as C;
    actor.must(Action::ManageRegister)?;
    let register = begin(ctx, By::Person(actor)).await?;
    let tx = register.tx();
    if once::replayed_act(tx, ctx, actor, Act::KeepApart, form).await? {
        return Ok(());
    }
    let rows = both(tx, codes).await?;
    let reason = Reason::read(reason).map_err(|issue| Error::issue("reason", issue))?;
    seen.must_be(&seen_of(tx, &rows).await?)?;
    let (first, second) = (rows[0].id.min(rows[1].id), rows[0].id.max(rows[1].id));
    let said = kept_apart::ActiveModel {
        first_id: Set(first),
        second_id: Set(second),
        particulars: Set(digest(&rows[0], &rows[1])),
        at: Set(ctx.now()),
        account_id: Set(actor.account_id),
        reason: Set(reason.to_string()),
        ..Default::default()
    };
    let again = OnConflict::columns([C::FirstId, C::SecondId])
        .update_columns([C::Particulars, C::At, C::AccountId, C::Reason])
        .to_owned();
    kept_apart::Entity::insert(said).on_conflict(again).exec_without_returning(tx).await?;
    for (own, other) in [(first, second), (second, first)] {
        let detail = json!({ "from": other, "reason": &*reason });
        audit::note(tx, ctx, Some(actor), Act::KeepApart, Subject("enterprise", own), detail).await?;
    }
    register.commit().await
}

/// What was said of two.
pub(super) async fn of_pair(db: &impl ConnectionTrait, rows: &[enterprise::Model; 2]) -> Result<Option<Apart>> {
    let (first, second) = (rows[0].id.min(rows[1].id), rows[0].id.max(rows[1].id));
    let found = kept_apart::Entity::find()
        .filter(kept_apart::Column::FirstId.eq(first))
        .filter(kept_apart::Column::SecondId.eq(second));
    let Some(said) = found.one(db).await? else { return Ok(None) };
    let by = account::Entity::find_by_id(said.account_id).one(db).await?.map(|row| row.name).unwrap_or_default();
    let holds = said.particulars == digest(&rows[0], &rows[1]);
    Ok(Some(Apart { at: said.at, by, reason: said.reason, holds }))
}

/// All pairs of which it was said, with the digest of their particulars as they were.
pub(super) async fn all(db: &impl ConnectionTrait) -> Result<HashMap<(i64, i64), String>> {
    let rows = kept_apart::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|row| ((row.first_id, row.second_id), row.particulars)).collect())
}
