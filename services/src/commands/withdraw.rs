//! Taking a command back.

use domain::{access::Action, command::CommandEvent};
use entities::device_command as command;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::queue::{Note, course, keep};
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    devices::by_mn,
    once::replayed_act,
};

/// Takes back a command that the logger has not taken on, once for each form: it is not sent any more. What a logger may still
/// answer to it is noted.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for one of another logger; [`Conflict`](Error::Conflict) for one that the logger has taken on,
/// or that has ended.
pub async fn withdraw(ctx: &Ctx, actor: &Actor, (mn, id): (&str, i64), form: &FormKey) -> Result<()> {
    actor.must(Action::CommandDevices)?;
    let tx = ctx.store.write().await?;
    let device = by_mn(&tx, mn).await?;
    let wanted = command::Entity::find_by_id(id).filter(command::Column::DeviceId.eq(device.id));
    let row = wanted.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
    if replayed_act(&tx, ctx, actor, Act::WithdrawCommand, form).await? {
        return Ok(());
    }
    let (now, mut course) = (ctx.now(), course(&row));
    let Some(step) = course.hear(CommandEvent::Withdrawn, now) else {
        return Err(Conflict::NotReady(format!("this command is {}", row.state)).into());
    };
    let note = Note { account_id: Some(actor.account_id), ..Note::default() };
    keep(&tx, row, (course, None), Some(step), (now, note)).await?;
    let subject = Subject("device", device.id);
    audit::note(&tx, ctx, Some(actor), Act::WithdrawCommand, subject, json!({ "command": id })).await?;
    Ok(tx.commit().await?)
}
