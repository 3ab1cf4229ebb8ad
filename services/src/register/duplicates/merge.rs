//! Merging two into one, and undoing it.

use std::collections::HashMap;

use domain::{access::Action, credit_code::CreditCode, input::Read as _, time::Stamp};
use entities::{account, enterprise, merger as table};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::{
    hindrance::{self, Hindrance},
    rows::{both, one, seen_of},
};
use crate::{
    Conflict, Ctx, Error, FormKey, Names, Result, Seen,
    accounts::Actor,
    audit::{self, Act, Subject},
    once,
    register::{By, Reason, begin},
    secret,
    store::merger,
};

/// What a form wants.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Which stays.
    pub kept: CreditCode,
    /// Which goes.
    pub gone: CreditCode,
    /// Why.
    pub reason: &'a str,
    /// How both stood.
    pub seen: &'a Seen,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merging {
    /// They are merged.
    Done,
    /// Nothing was written; what stands in the way.
    Refused(Vec<Hindrance>),
}

/// One that is merged into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The code of the one that went.
    pub gone: CreditCode,
    /// Its name.
    pub gone_name: Names,
    /// The code of the one that stays.
    pub kept: CreditCode,
    /// Its name.
    pub kept_name: Names,
    /// When.
    pub at: Stamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// As a form that undoes it carries it.
    pub seen: Seen,
}

/// Merges one enterprise into another, with a reason; once for each form. From then on the one that goes is in no public list,
/// total or reminder, and its code leads to the one that stays. Nothing of it is changed.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] where one of them has changed since they were looked at;
/// [`Error::Invalid`] without a reason.
pub async fn merge(ctx: &Ctx, actor: &Actor, wanted: Wanted<'_>, form: &FormKey) -> Result<Merging> {
    actor.must(Action::ManageRegister)?;
    let register = begin(ctx, By::Person(actor)).await?;
    let tx = register.tx();
    let content = secret::digest(format!("{} {} {}", wanted.kept, wanted.gone, wanted.reason).as_bytes());
    if once::replayed_with(tx, ctx, actor, &content, form).await? {
        return Ok(Merging::Done);
    }
    let rows = both(tx, [wanted.kept, wanted.gone]).await?;
    let reason = Reason::read(wanted.reason).map_err(|issue| Error::issue("reason", issue))?;
    wanted.seen.must_be(&seen_of(tx, &rows).await?)?;
    let [kept, gone] = rows;
    // A chain would lead nowhere, or in a circle.
    if merger::of(tx, kept.id).await?.is_some() {
        return Err(Conflict::Overtaken.into());
    }
    let hindrances = hindrance::of(ctx, tx, gone.id).await?;
    if !hindrances.is_empty() {
        return Ok(Merging::Refused(hindrances));
    }
    let row = table::Model {
        gone_id: gone.id,
        kept_id: kept.id,
        at: ctx.now(),
        account_id: actor.account_id,
        reason: reason.to_string(),
    };
    row.into_active_model().insert(tx).await?;
    note(tx, ctx, actor, Act::MergeEnterprise, (gone.id, kept.id), &reason).await?;
    register.commit().await?;
    Ok(Merging::Done)
}

/// Undoes a merging, with a reason; once for each form. All of the one that went is back as it was.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] where nothing is merged under this code; [`Error::Conflict`] where it was undone
/// or merged anew since it was looked at; [`Error::Invalid`] without a reason.
pub async fn unmerge(
    ctx: &Ctx,
    actor: &Actor,
    gone: CreditCode,
    (reason, seen, form): (&str, &Seen, &FormKey),
) -> Result<()> {
    actor.must(Action::ManageRegister)?;
    let register = begin(ctx, By::Person(actor)).await?;
    let tx = register.tx();
    if once::replayed_act(tx, ctx, actor, Act::UnmergeEnterprise, form).await? {
        return Ok(());
    }
    let row = one(tx, gone).await?;
    let reason = Reason::read(reason).map_err(|issue| Error::issue("reason", issue))?;
    // Somebody else may have undone it already.
    let merger = merger::of(tx, row.id).await?.ok_or(Conflict::Overtaken)?;
    seen.must_be(&stand_of(&merger))?;
    let ids = (merger.gone_id, merger.kept_id);
    merger.delete(tx).await?;
    note(tx, ctx, actor, Act::UnmergeEnterprise, ids, &reason).await?;
    register.commit().await
}

/// Notes it under both, so that the file of either tells it.
async fn note(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    act: Act,
    (gone, kept): (i64, i64),
    reason: &str,
) -> Result<()> {
    let detail = json!({ "gone": gone, "kept": kept, "reason": reason });
    for id in [gone, kept] {
        audit::note(tx, ctx, Some(actor), act, Subject("enterprise", id), detail.clone()).await?;
    }
    Ok(())
}

/// How a merging stands.
fn stand_of(row: &table::Model) -> Seen {
    Seen::of(&secret::digest(format!("{row:?}").as_bytes())[..16], 0)
}

/// All mergings that stand, the newest first; of one enterprise those in which it went or stayed.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] where the enterprise is not in the register.
pub async fn merged(ctx: &Ctx, actor: &Actor, of: Option<CreditCode>) -> Result<Vec<Merged>> {
    actor.must(Action::ManageRegister)?;
    let db = ctx.store.read();
    let mut wanted = table::Entity::find();
    if let Some(code) = of {
        let id = one(db, code).await?.id;
        let own = sea_orm::Condition::any().add(table::Column::GoneId.eq(id)).add(table::Column::KeptId.eq(id));
        wanted = wanted.filter(own);
    }
    let rows = wanted.order_by_desc(table::Column::At).order_by_desc(table::Column::GoneId).all(db).await?;
    let ids = rows.iter().flat_map(|row| [row.gone_id, row.kept_id]);
    let works = enterprise::Entity::find().filter(enterprise::Column::Id.is_in(ids)).all(db).await?;
    let works: HashMap<i64, &enterprise::Model> = works.iter().map(|row| (row.id, row)).collect();
    let people = account::Entity::find().filter(account::Column::Id.is_in(rows.iter().map(|row| row.account_id)));
    let people: HashMap<i64, String> = people.all(db).await?.into_iter().map(|row| (row.id, row.name)).collect();
    let one = |row: &table::Model| {
        let (gone, kept) = (works.get(&row.gone_id)?, works.get(&row.kept_id)?);
        Some(Merged {
            gone: gone.credit_code,
            gone_name: Names::new(&gone.name, &gone.name_en),
            kept: kept.credit_code,
            kept_name: Names::new(&kept.name, &kept.name_en),
            at: row.at,
            by: people.get(&row.account_id).cloned().unwrap_or_default(),
            reason: row.reason.clone(),
            seen: stand_of(row),
        })
    };
    Ok(rows.iter().filter_map(one).collect())
}
