//! Taking a tip-off up.

use domain::{access::Action, tip::TipStatus};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use super::load::load_for_change;
use crate::{
    Ctx, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    tips::deadline,
};

/// Takes a tip-off up (受理): from now on it is due to be settled.
///
/// # Errors
/// [`Conflict`](crate::Error::Conflict) when it has been taken up or declined already.
pub async fn accept(ctx: &Ctx, actor: &Actor, tip_no: &str) -> Result<()> {
    actor.must(Action::HandleTip)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, actor, tip_no, &[TipStatus::Received]).await?;
    let (id, due_at) = (row.id, deadline::settle_by(row.received_at));
    let mut row = row.into_active_model();
    row.status = Set(TipStatus::Accepted);
    row.due_at = Set(due_at);
    row.update(&tx).await?;
    audit::note(&tx, ctx, Some(actor), Act::AcceptTip, Subject("tip", id), json!({})).await?;
    Ok(tx.commit().await?)
}
