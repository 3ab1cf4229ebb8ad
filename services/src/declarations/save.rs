//! Saving the draft.

use domain::{
    access::Action,
    declaration::{Content, DeclarationStatus, canonical},
    quarter::Quarter,
    time::Stamp,
};
use entities::declaration;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};
use serde_json::json;

use super::{
    Overtaken, Refusal, bounds, load,
    standing::{may_change, ran},
};
use crate::{
    Conflict, Ctx, Error,
    accounts::Actor,
    audit::{self, Act, Subject},
};

/// A draft that was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Goes back with the next save.
    pub revision: i64,
    /// When.
    pub at: Stamp,
}

/// Saves the own draft for a quarter. `revision` is the one that the editor began with, 0 where nothing was saved yet.
/// A draft that says what is there already is not saved again.
///
/// # Errors
/// [`Refusal::Overtaken`] when somebody saved something else in between; [`Refusal::NotNow`] for a closed quarter;
/// [`Refusal::Locked`] for a signed one; [`Error::Invalid`] for one of a size that nobody can have typed;
/// [`Error::NotFound`] for a quarter that has not begun.
pub async fn save(
    ctx: &Ctx,
    actor: &Actor,
    quarter: Quarter,
    revision: i64,
    content: &Content,
) -> Result<Saved, Refusal> {
    actor.must(Action::EditDeclaration)?;
    let enterprise_id = load::own(actor)?;
    bounds::check(content)?;
    let text = canonical(content);
    let tx = ctx.store.write().await?;
    let row = load::locked(&tx, enterprise_id, quarter).await?;
    load::must_stand(&tx, enterprise_id).await?;
    ran(quarter, load::closed_on(&tx, enterprise_id).await?)?;
    may_change(quarter, ctx.now().day(), row.as_ref())?;
    let row = match row {
        Some(row) if row.draft == text => return Ok(Saved { revision: row.draft_revision, at: row.updated_at }),
        Some(row) if row.draft_revision != revision => return Err(overtaken(&tx, &row).await?.into()),
        Some(row) => changed(&tx, ctx, actor, row, text).await?,
        None if revision != 0 => return Err(Error::NotFound.into()),
        None => match first(&tx, ctx, actor, (enterprise_id, quarter), text).await {
            // Two people began at the same moment, and the other one was quicker.
            Err(Error::Conflict(_)) => {
                let row = load::declaration(ctx.store.read(), enterprise_id, quarter).await?;
                return Err(overtaken(ctx.store.read(), &row.ok_or(Error::NotFound)?).await?.into());
            }
            other => other?,
        },
    };
    let detail = json!({ "quarter": quarter, "revision": row.draft_revision });
    audit::note(&tx, ctx, Some(actor), Act::SaveDeclaration, Subject("declaration", row.id), detail).await?;
    tx.commit().await?;
    Ok(Saved { revision: row.draft_revision, at: row.updated_at })
}

async fn first(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    (enterprise_id, quarter): (i64, Quarter),
    text: String,
) -> Result<declaration::Model, Error> {
    let row = declaration::ActiveModel {
        enterprise_id: Set(enterprise_id),
        quarter: Set(quarter),
        status: Set(DeclarationStatus::Draft),
        draft: Set(text),
        draft_revision: Set(1),
        updated_at: Set(ctx.now()),
        updated_by: Set(Some(actor.account_id)),
        ..Default::default()
    };
    row.insert(tx).await.map_err(|error| Error::on_unique(error, Conflict::TakenJustNow))
}

/// The row with a new draft, one revision on.
pub(super) async fn changed(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    row: declaration::Model,
    text: String,
) -> Result<declaration::Model, Error> {
    let revision = row.draft_revision + 1;
    let mut row = row.into_active_model();
    row.draft = Set(text);
    row.draft_revision = Set(revision);
    row.updated_at = Set(ctx.now());
    row.updated_by = Set(Some(actor.account_id));
    Ok(row.update(tx).await?)
}

/// Who was quicker.
pub(super) async fn overtaken(db: &impl ConnectionTrait, row: &declaration::Model) -> Result<Overtaken, Error> {
    let by = load::name(db, row.updated_by).await?;
    Ok(Overtaken { by, at: row.updated_at, revision: row.draft_revision })
}
