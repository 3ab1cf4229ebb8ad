//! Not taking a tip-off up.

use domain::{
    access::Action,
    tip::{TipAuthor, TipStatus},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use super::load::load_for_change;
use crate::{
    Ctx, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    tips::write::{checked, put},
};

/// Declines a tip-off (不予受理). The reporter reads the reason in the dialogue; it is encrypted like everything there.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for the field `reason` when there is none;
/// [`Conflict`](crate::Error::Conflict) when it has been taken up or declined already.
pub async fn decline(ctx: &Ctx, actor: &Actor, tip_no: &str, reason: &str) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let reason = checked("reason", reason)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, tip_no, &[TipStatus::Received]).await?;
    let id = row.id;
    let mut row = row.into_active_model();
    row.status = Set(TipStatus::Declined);
    row.update(&tx).await?;
    put(&tx, ctx, id, TipAuthor::Bureau, reason).await?;
    audit::note(&tx, ctx, Some(actor), Act::DeclineTip, Subject("tip", id), json!({})).await?;
    Ok(tx.commit().await?)
}
