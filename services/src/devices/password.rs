//! Showing a logger's password to whoever types it into the logger.

use domain::access::Action;
use serde_json::json;

use super::{by_mn::by_mn, switch::reason_given};
use crate::{
    Ctx, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
};

/// The password of a logger. That it was looked at is noted first.
///
/// # Errors
/// [`crate::Error::Invalid`] for the field `reason` when it is missing or too long; [`crate::Error::NotFound`].
pub async fn reveal_password(ctx: &Ctx, actor: &Actor, mn: &str, reason: &str) -> Result<String> {
    actor.must(Action::ManageDevices)?;
    let tx = ctx.store.write().await?;
    let row = by_mn(&tx, mn).await?;
    let reason = reason_given(reason)?;
    let subject = Subject("device", row.id);
    audit::note(&tx, ctx, Some(actor), Act::RevealPassword, subject, json!({ "reason": &*reason })).await?;
    tx.commit().await?;
    Ok(row.password)
}
