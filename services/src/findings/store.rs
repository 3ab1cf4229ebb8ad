//! Storing what a check found.

use domain::{
    crosscheck::{Finding, NotChecked, Report},
    finding::FindingStatus,
};
use entities::{declaration, declaration_version, finding, not_checked};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;

use super::inputs::{freeze, frozen};
use crate::{
    Ctx, Error, Result,
    audit::{self, Act, Subject},
    store::insert,
};

/// How many findings were changed, for the audit log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Changes {
    opened: usize,
    renewed: usize,
    superseded: usize,
}

/// Stores the findings of a version, in one transaction.
pub(super) async fn keep(ctx: &Ctx, declaration: &declaration::Model, version_id: i64, report: &Report) -> Result<()> {
    let tx = ctx.store.write().await?;
    let versions = versions(&tx, declaration.id).await?;
    let Some((_, older)) = versions.split_last().filter(|(newest, _)| **newest == version_id) else {
        return Ok(());
    };
    let mut changes = Changes { superseded: overtake(&tx, ctx, older).await?, ..Changes::default() };
    let mut own = unsuperseded(&tx, version_id).await?;
    for made in &report.findings {
        if let Some(known) = own.iter().position(|row| is_same(row, made)) {
            changes.renewed += usize::from(renew(&tx, own.swap_remove(known), made).await?);
        } else {
            open(&tx, ctx, declaration, version_id, made).await?;
            changes.opened += 1;
        }
    }
    list(&tx, version_id, &report.not_checked).await?;
    let gone = own.iter().filter(|row| row.status == FindingStatus::Open).map(|row| row.id);
    changes.superseded += supersede(&tx, ctx, gone.collect()).await?;
    if changes != Changes::default() {
        let Changes { opened, renewed, superseded } = changes;
        let detail = json!({ "opened": opened, "renewed": renewed, "superseded": superseded });
        audit::note(&tx, ctx, None, Act::CrossCheck, Subject("declaration_version", version_id), detail).await?;
    }
    Ok(tx.commit().await?)
}

/// The keys of a declaration's versions, oldest first. Two checks of one declaration, or a check and a signature, go
/// one after the other from here on.
async fn versions(tx: &impl ConnectionTrait, declaration_id: i64) -> Result<Vec<i64>> {
    let locked = declaration::Entity::find_by_id(declaration_id).lock_exclusive().one(tx).await?;
    locked.ok_or(Error::NotFound)?;
    Ok(declaration_version::Entity::find()
        .select_only()
        .column(declaration_version::Column::Id)
        .filter(declaration_version::Column::DeclarationId.eq(declaration_id))
        .order_by_asc(declaration_version::Column::Number)
        .into_tuple()
        .all(tx)
        .await?)
}

/// The findings about a version that still count.
async fn unsuperseded(tx: &impl ConnectionTrait, version_id: i64) -> Result<Vec<finding::Model>> {
    Ok(finding::Entity::find()
        .filter(finding::Column::VersionId.eq(version_id))
        .filter(finding::Column::Status.ne(FindingStatus::Superseded))
        .order_by_asc(finding::Column::Id)
        .all(tx)
        .await?)
}

/// Whether a row is about the same thing: a rule says each of its sentences at most once of a subject.
fn is_same(row: &finding::Model, made: &Finding) -> bool {
    let alike = row.rule == made.rule && row.subject == made.subject.to_string();
    alike && frozen(row).is_ok_and(|before| before.key == made.key)
}

async fn open(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    declaration: &declaration::Model,
    version_id: i64,
    made: &Finding,
) -> Result<()> {
    let row = finding::ActiveModel {
        enterprise_id: Set(declaration.enterprise_id),
        version_id: Set(version_id),
        quarter: Set(declaration.quarter),
        rule: Set(made.rule.to_string()),
        rule_version: Set(made.rule_version),
        severity: Set(made.severity),
        status: Set(FindingStatus::Open),
        subject: Set(made.subject.to_string()),
        distance: Set(made.distance()),
        inputs: Set(freeze(made)?),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}

/// Brings a row that nobody has touched up to date; whether there was anything to do.
async fn renew(tx: &impl ConnectionTrait, row: finding::Model, made: &Finding) -> Result<bool> {
    let inputs = freeze(made)?;
    if row.status != FindingStatus::Open || row.inputs == inputs {
        return Ok(false);
    }
    let mut row = row.into_active_model();
    row.rule_version = Set(made.rule_version);
    row.severity = Set(made.severity);
    row.distance = Set(made.distance());
    row.inputs = Set(inputs);
    row.update(tx).await?;
    Ok(true)
}

/// Lists what could not be looked at, in the place of what the check before said of it.
async fn list(tx: &impl ConnectionTrait, version_id: i64, unknown: &[NotChecked]) -> Result<()> {
    not_checked::Entity::delete_many().filter(not_checked::Column::VersionId.eq(version_id)).exec(tx).await?;
    let row = |one: &NotChecked| not_checked::ActiveModel {
        version_id: Set(version_id),
        rule: Set(one.rule.to_string()),
        subject: Set(one.subject.to_string()),
        why: Set(one.why),
        ..Default::default()
    };
    insert(tx, unknown.iter().map(row).collect()).await
}

/// Supersedes what nobody has settled about older versions.
async fn overtake(tx: &impl ConnectionTrait, ctx: &Ctx, versions: &[i64]) -> Result<usize> {
    let unsettled = [FindingStatus::Open, FindingStatus::Asked, FindingStatus::Explained];
    let rows = finding::Entity::find()
        .filter(finding::Column::VersionId.is_in(versions.iter().copied()))
        .filter(finding::Column::Status.is_in(unsettled))
        .all(tx)
        .await?;
    supersede(tx, ctx, rows.iter().map(|row| row.id).collect()).await
}

async fn supersede(tx: &impl ConnectionTrait, ctx: &Ctx, ids: Vec<i64>) -> Result<usize> {
    if ids.is_empty() {
        return Ok(0);
    }
    let count = ids.len();
    let change = finding::ActiveModel {
        status: Set(FindingStatus::Superseded),
        closed_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    finding::Entity::update_many().set(change).filter(finding::Column::Id.is_in(ids)).exec(tx).await?;
    Ok(count)
}
