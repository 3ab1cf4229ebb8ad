//! Disabling a logger, and enabling it again.

use domain::{
    access::Action,
    input::{Read, Words},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use super::by_mn::by_mn;
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    once::replayed_act,
    store::register_version,
};

/// The most characters of a reason.
pub const LONGEST_REASON: usize = 500;
/// A reason.
pub type Reason = Words<1, LONGEST_REASON>;

/// Has the gateway refuse everything that this logger sends from now on; once for each form.
///
/// # Errors
/// [`Error::Invalid`] for the field `reason` when it is missing or too long; [`Error::Conflict`] for one that is disabled
/// already, by somebody else perhaps: the reason would be noted for nothing that was done; and for a form that was sent
/// before, where the logger was switched back since; [`Error::NotFound`].
pub async fn disable(ctx: &Ctx, actor: &Actor, mn: &str, reason: &str, form: &FormKey) -> Result<()> {
    switch(ctx, actor, mn, (reason, form), true).await
}

/// Has the gateway take what this logger sends again; once for each form.
///
/// # Errors
/// As for [`disable`].
pub async fn enable(ctx: &Ctx, actor: &Actor, mn: &str, reason: &str, form: &FormKey) -> Result<()> {
    switch(ctx, actor, mn, (reason, form), false).await
}

/// A reason as it goes into the audit log.
pub(super) fn reason_given(reason: &str) -> Result<Reason> {
    Reason::read(reason).map_err(|issue| Error::issue("reason", issue))
}

async fn switch(ctx: &Ctx, actor: &Actor, mn: &str, (reason, form): (&str, &FormKey), disabled: bool) -> Result<()> {
    actor.must(Action::ManageDevices)?;
    let act = if disabled { Act::DisableDevice } else { Act::EnableDevice };
    let tx = ctx.store.write().await?;
    let row = by_mn(&tx, mn).await?;
    let reason = reason_given(reason)?;
    if replayed_act(&tx, ctx, actor, act, form).await? {
        // Where it was switched back since, “done” would not be true.
        return if row.disabled == disabled { Ok(()) } else { Err(Conflict::Overtaken.into()) };
    }
    if row.disabled == disabled {
        return Err(if disabled { Conflict::DisabledAlready } else { Conflict::EnabledAlready }.into());
    }
    let id = row.id;
    let mut row = row.into_active_model();
    row.disabled = Set(disabled);
    row.update(&tx).await?;
    audit::note(&tx, ctx, Some(actor), act, Subject("device", id), json!({ "reason": &*reason })).await?;
    register_version::count(&tx).await?;
    tx.commit().await?;
    // The gateway looks loggers up in memory. Another process on the same database notices within five seconds.
    ctx.registry().refresh(&ctx.store).await
}
