//! Which loggers the portal may ask by itself.

use domain::access::Action;
use entities::device_asking as asking;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use serde_json::json;

use super::ask::Reason;
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    devices::by_mn,
    once::replayed_act,
};

/// Whether the portal may ask a logger by itself.
pub(super) async fn is_allowed(db: &impl ConnectionTrait, device_id: i64) -> Result<bool> {
    Ok(asking::Entity::find_by_id(device_id).one(db).await?.is_some())
}

/// Allows the portal to ask a logger by itself, with a reason; once for each form.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the field `switch_reason`; [`Conflict`](Error::Conflict) where it may already;
/// [`NotFound`](Error::NotFound).
pub async fn allow(ctx: &Ctx, actor: &Actor, mn: &str, reason: &str, form: &FormKey) -> Result<()> {
    switch(ctx, actor, mn, (reason, form), true).await
}

/// Forbids it. Commands that are in the queue stay there.
///
/// # Errors
/// As for [`allow`].
pub async fn forbid(ctx: &Ctx, actor: &Actor, mn: &str, reason: &str, form: &FormKey) -> Result<()> {
    switch(ctx, actor, mn, (reason, form), false).await
}

async fn switch(ctx: &Ctx, actor: &Actor, mn: &str, (reason, form): (&str, &FormKey), on: bool) -> Result<()> {
    use domain::input::Read;
    actor.must(Action::CommandDevices)?;
    let act = if on { Act::AllowCommands } else { Act::ForbidCommands };
    let tx = ctx.store.write().await?;
    let device = by_mn(&tx, mn).await?;
    let reason = Reason::read(reason).map_err(|issue| Error::issue("switch_reason", issue))?;
    let is_on = is_allowed(&tx, device.id).await?;
    if replayed_act(&tx, ctx, actor, act, form).await? {
        return if is_on == on { Ok(()) } else { Err(Conflict::Overtaken.into()) };
    }
    if is_on == on {
        return Err(Conflict::NotReady("this is so already".to_owned()).into());
    }
    if on {
        put(&tx, ctx, device.id, Some(actor.account_id)).await?;
    } else {
        asking::Entity::delete_by_id(device.id).exec(&tx).await?;
    }
    audit::note(&tx, ctx, Some(actor), act, Subject("device", device.id), json!({ "reason": &*reason })).await?;
    Ok(tx.commit().await?)
}

async fn put(tx: &impl ConnectionTrait, ctx: &Ctx, device_id: i64, account_id: Option<i64>) -> Result<()> {
    let row = asking::ActiveModel { device_id: Set(device_id), since: Set(ctx.now()), account_id: Set(account_id) };
    asking::Entity::insert(row)
        .on_conflict(OnConflict::column(asking::Column::DeviceId).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
