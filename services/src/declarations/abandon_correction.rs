//! Giving a correction up.

use domain::{access::Action, declaration::DeclarationStatus, quarter::Quarter};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use super::{
    Refusal, load,
    save::{changed, overtaken},
};
use crate::{
    Ctx, Error,
    accounts::Actor,
    audit::{self, Act, Subject},
};

/// Gives the own correction up, as it was at `revision`: the draft says again what the last signed version says. Without
/// a correction that has begun nothing happens.
///
/// # Errors
/// [`Refusal::Overtaken`] when somebody saved or signed in between: what a colleague has typed is not thrown away unseen.
pub async fn abandon_correction(ctx: &Ctx, actor: &Actor, quarter: Quarter, revision: i64) -> Result<(), Refusal> {
    actor.must(Action::EditDeclaration)?;
    let enterprise_id = load::own(actor)?;
    let tx = ctx.store.write().await?;
    let row = load::locked(&tx, enterprise_id, quarter).await?.ok_or(Error::NotFound)?;
    let is_own_doing = row.correction.is_none() && row.updated_by == Some(actor.account_id);
    if row.draft_revision != revision && !is_own_doing {
        return Err(overtaken(&tx, &row).await?.into());
    }
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
