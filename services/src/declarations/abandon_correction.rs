//! Giving a correction up.

use domain::{access::Action, declaration::DeclarationStatus, quarter::Quarter};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use super::{load, save::changed};
use crate::{
    Ctx, Error, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
};

/// Gives the own correction up: the draft says again what the last signed version says. Without a correction that has
/// begun nothing happens.
pub async fn abandon_correction(ctx: &Ctx, actor: &Actor, quarter: Quarter) -> Result<()> {
    actor.must(Action::EditDeclaration)?;
    let enterprise_id = load::own(actor)?;
    let tx = ctx.store.write().await?;
    let row = load::locked(&tx, enterprise_id, quarter).await?.ok_or(Error::NotFound)?;
    let signed = load::versions(&tx, row.id).await?.pop();
    let Some(signed) = signed.filter(|_| row.correction.is_some() && row.status != DeclarationStatus::Draft) else {
        return Ok(());
    };
    let row = changed(&tx, ctx, actor, row, signed.content).await?;
    let id = row.id;
    let mut row = row.into_active_model();
    row.correction = Set(None);
    row.update(&tx).await?;
    let detail = json!({ "quarter": quarter });
    audit::note(&tx, ctx, Some(actor), Act::AbandonCorrection, Subject("declaration", id), detail).await?;
    Ok(tx.commit().await?)
}
