//! Doing what a form asks once, however often it is sent: a double click, a reload, a browser that sends again after a
//! connection broke.

use domain::time::DAY;
use entities::spent_form;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use crate::{
    Ctx, FormKey, Result,
    accounts::Actor,
    audit::{Act, Subject},
    secret,
};

/// How long a form is remembered, in milliseconds: longer than any browser keeps one to send again.
const REMEMBERED: i64 = 7 * DAY;

/// Whether this person has sent this form before. The first time it is noted, in the transaction that does what the
/// form asks: both happen or neither. A use case that hears “yes” changes nothing and answers as it did then.
///
/// Of two that arrive together the second waits for the first, and hears “yes”.
pub async fn replayed(tx: &impl ConnectionTrait, ctx: &Ctx, actor: &Actor, form: &FormKey) -> Result<bool> {
    // The account is part of it: nobody can spend, or ask about, the form of somebody else.
    spent(tx, ctx, &actor.account_id.to_string(), form).await
}

/// Whether this person has sent this form before, asked without noting anything: what would be asked for anew, such as a
/// code that can be used once, need not be there the second time.
pub(crate) async fn was_sent(ctx: &Ctx, actor: &Actor, form: &FormKey) -> Result<bool> {
    let id = key(&actor.account_id.to_string(), form);
    Ok(spent_form::Entity::find_by_id(id).one(ctx.store.read()).await?.is_some())
}

/// The same for a form with a button for each of several acts: what one button spends is not spent for the other. Whoever
/// goes back and presses the other one must not hear that it was done.
pub(crate) async fn replayed_act(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    act: Act,
    form: &FormKey,
) -> Result<bool> {
    spent(tx, ctx, &format!("{}/{}", actor.account_id, act.as_str()), form).await
}

/// The same for a form whose content counts: another content under the same key is another form.
pub(crate) async fn replayed_with(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    content: &str,
    form: &FormKey,
) -> Result<bool> {
    spent(tx, ctx, &format!("{}/{content}", actor.account_id), form).await
}

/// The same for somebody without an account, who is known by a row: the reporter of a tip-off.
pub(crate) async fn replayed_at(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    subject: Subject,
    form: &FormKey,
) -> Result<bool> {
    spent(tx, ctx, &subject.to_string(), form).await
}

fn key(owner: &str, form: &FormKey) -> String {
    secret::digest(format!("{owner}/{}", form.expose()).as_bytes())
}

async fn spent(tx: &impl ConnectionTrait, ctx: &Ctx, owner: &str, form: &FormKey) -> Result<bool> {
    let now = ctx.now();
    spent_form::Entity::delete_many().filter(spent_form::Column::At.lt(now.plus(-REMEMBERED))).exec(tx).await?;
    let id = key(owner, form);
    let noted = spent_form::Entity::insert(spent_form::ActiveModel { id: Set(id), at: Set(now) })
        .on_conflict(OnConflict::column(spent_form::Column::Id).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(noted == 0)
}
