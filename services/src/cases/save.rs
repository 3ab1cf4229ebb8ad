//! Writing on at a case.

use domain::{
    access::Action,
    case::{CaseContent, CaseStage},
};
use entities::violation_case;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};
use serde_json::json;

use super::{
    content::{about, done_before, fill, must_keep},
    load::{load_for_change, must_stand},
};
use crate::{
    Conflict, Ctx, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    once::replayed,
};

/// Saves a draft over the revision that its writer saw; once for each form.
///
/// # Errors
/// [`Invalid`](crate::Error::Invalid) for a field of [`CaseField`](domain::case::CaseField); [`Conflict`](crate::Error::Conflict)
/// when it is no draft any more, or somebody saved in between: nothing is overwritten.
pub async fn save(
    ctx: &Ctx,
    actor: &Actor,
    case_no: &str,
    (revision, content): (i64, &CaseContent),
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::WorkCase)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    must_keep(ctx, &about(&tx, &row, content).await?, content)?;
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&row, content);
    }
    keep(&tx, ctx, actor, row, revision, content).await?;
    Ok(tx.commit().await?)
}

/// Writes into a draft; returns the row as it stands then.
pub(super) async fn keep(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    row: violation_case::Model,
    revision: i64,
    content: &CaseContent,
) -> Result<violation_case::Model> {
    if row.stage != CaseStage::Draft {
        let words = format!("this case is at `{}`; only a draft is written on", row.stage);
        return Err(Conflict::NotReady(words).into());
    }
    must_stand(&row, revision)?;
    let id = row.id;
    let mut row = row.into_active_model();
    fill(&mut row, content);
    row.revision = Set(revision + 1);
    let row = row.update(tx).await?;
    audit::note(tx, ctx, Some(actor), Act::SaveCase, Subject("violation_case", id), json!({})).await?;
    Ok(row)
}
