//! Signing and filing.

use domain::{
    access::Action,
    declaration::{
        Content, DeclarationStatus, ReceiptNo, canonical, check,
        deadline::allows,
        state::{Event, next},
    },
    quarter::Quarter,
};
use entities::{account, declaration, declaration_version, enterprise, receipt_counter};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use serde_json::json;

use super::{
    Receipt, Refusal,
    context::context,
    load,
    save::overtaken,
    standing::{may_change, ran},
    version::digest,
};
use crate::{
    Conflict, Ctx, Error, FormKey,
    accounts::{self, Actor, Confirmed, Proof},
    audit::{self, Act, Subject},
    jobs::{self, CrossCheck, Job},
    mail, messages, once,
    owed::in_use,
    public::Party,
    store,
};

/// Signs the own draft for a quarter and files it: a version that is never changed, a receipt, its cross-check in the
/// queue and the receipt by mail, all or nothing. `revision` is that of the draft which the signer has read. The same
/// form sent again files nothing and answers with the same receipt.
///
/// # Errors
/// [`Error::SignInRefused`] for a wrong password, or one that was taken back meanwhile; [`Error::Invalid`] for the field
/// `code`, where the signer has a second factor; [`Refusal::Overtaken`] when
/// somebody saved in between; [`Refusal::Unchanged`] for a correction that changes nothing; [`Refusal::Problems`] when
/// something is to be mended or explained; [`Refusal::NotNow`] and [`Refusal::Locked`] when the quarter takes no
/// filing; [`Error::NotFound`] when nothing was saved.
pub async fn submit<'a>(
    ctx: &Ctx,
    actor: &Actor,
    quarter: Quarter,
    revision: i64,
    proof: impl Into<Proof<'a>>,
    form: &FormKey,
) -> Result<Receipt, Refusal> {
    actor.must(Action::SignDeclaration)?;
    let (enterprise_id, proof) = (load::own(actor)?, proof.into());
    let confirmed = confirmed(ctx, actor, proof, form).await?;
    let tx = ctx.store.write().await?;
    let row = load::locked(&tx, enterprise_id, quarter).await?.ok_or(Error::NotFound)?;
    let (enterprise, town) = load::enterprise(&tx, enterprise_id).await?;
    let party = Party::of(ctx, &enterprise, town.as_ref());
    if once::replayed(&tx, ctx, actor, form).await? {
        let filed = load::newest_version(&tx, enterprise_id, quarter).await?.ok_or(Error::NotFound)?;
        let signed_by = load::name(&tx, filed.signed_by).await?;
        return Ok(Receipt::of(party, (quarter, in_use(&tx).await?), &filed, signed_by));
    }
    confirmed.still_holds(&tx, ctx).await?;
    load::must_stand(&tx, enterprise_id).await?;
    ran(quarter, enterprise.closed_on)?;
    may_change(quarter, ctx.now().day(), Some(&row))?;
    if row.draft_revision != revision {
        return Err(overtaken(&tx, &row).await?.into());
    }
    let (status, content) = ready(&tx, ctx, &enterprise, &row).await?;
    let version = seal(&tx, ctx, actor, &row, &content).await?;
    file(&tx, ctx, row, status, &version).await?;
    let receipt = Receipt::of(party, (quarter, in_use(&tx).await?), &version, Some(actor.name.clone()));
    let detail = json!({ "quarter": quarter, "version": version.number, "receipt": version.receipt_no });
    let subject = Subject("declaration", version.declaration_id);
    audit::note(&tx, ctx, Some(actor), Act::SubmitDeclaration, subject, detail).await?;
    let check = Job::CrossCheck(CrossCheck { version_id: version.id });
    jobs::enqueue(&tx, ctx, &check, ctx.now()).await?;
    tell(&tx, ctx, &enterprise, &receipt).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Goes on only with password and code. A form that is sent twice, one after the other or both at once, brings the same
/// code twice and files nothing the second time: then the password is enough.
async fn confirmed(ctx: &Ctx, actor: &Actor, proof: Proof<'_>, form: &FormKey) -> Result<Confirmed, Error> {
    match accounts::confirm_both(ctx, actor, proof).await {
        Err(failure) if failure.is_about("code") && once::was_sent(ctx, actor, form).await? => {
            accounts::confirm(ctx, actor, proof.password).await
        }
        confirmed => confirmed,
    }
}

/// Goes on only with a draft that may be signed today: the status that it gets, and what it says.
async fn ready(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    enterprise: &enterprise::Model,
    row: &declaration::Model,
) -> Result<(DeclarationStatus, Content), Refusal> {
    let today = ctx.now().day();
    let event = match row.status {
        DeclarationStatus::Submitted | DeclarationStatus::Corrected => Event::Correct,
        _ => Event::Submit,
    };
    allows(row.quarter, today, row.status, event)?;
    let status = next(row.status, event).map_err(|refused| Error::from(Conflict::NotReady(refused.to_string())))?;
    let content = store::content(&row.draft)?;
    if let Some(signed) = load::newest_version(tx, row.enterprise_id, row.quarter).await?
        && store::content(&signed.content)? == content
    {
        return Err(Refusal::Unchanged(signed.number));
    }
    let mut problems = check::check(&content, &context(tx, enterprise, row.quarter).await?);
    problems.retain(|problem| problem.hinders(&content));
    if problems.is_empty() { Ok((status, content)) } else { Err(Refusal::Problems(problems)) }
}

/// Stores the version.
async fn seal(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    row: &declaration::Model,
    content: &Content,
) -> Result<declaration_version::Model, Error> {
    let text = canonical(content);
    let before = load::newest_version(tx, row.enterprise_id, row.quarter).await?;
    let version = declaration_version::ActiveModel {
        declaration_id: Set(row.id),
        number: Set(before.map_or(0, |version| version.number) + 1),
        receipt_no: Set(receipt_no(tx, row.quarter).await?.to_string()),
        hash: Set(digest(&text)),
        content: Set(text),
        reason: Set(row.correction.clone().unwrap_or_default()),
        signed_by: Set(Some(actor.account_id)),
        submitted_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(version.insert(tx).await?)
}

/// The declaration stands filed; its draft says what was signed.
async fn file(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    row: declaration::Model,
    status: DeclarationStatus,
    version: &declaration_version::Model,
) -> Result<(), Error> {
    let revision = row.draft_revision + 1;
    let mut row = row.into_active_model();
    row.status = Set(status);
    row.draft = Set(version.content.clone());
    row.draft_revision = Set(revision);
    row.updated_at = Set(ctx.now());
    row.updated_by = Set(version.signed_by);
    row.correction = Set(None);
    row.update(tx).await?;
    Ok(())
}

/// The next number of a quarter, without gaps: the counter's row is held until the transaction ends.
async fn receipt_no(tx: &impl ConnectionTrait, quarter: Quarter) -> Result<ReceiptNo, Error> {
    use receipt_counter::{ActiveModel, Column, Entity};
    let one_more = Expr::col((Entity, Column::Last)).add(1);
    Entity::insert(ActiveModel { quarter: Set(quarter), last: Set(1) })
        .on_conflict(OnConflict::column(Column::Quarter).value(Column::Last, one_more).to_owned())
        .exec_without_returning(tx)
        .await?;
    let counter = Entity::find_by_id(quarter).one(tx).await?.ok_or(Error::NotFound)?;
    let number = u32::try_from(counter.last).ok().and_then(|number| ReceiptNo::new(quarter, number));
    number.ok_or_else(|| Error::from(Conflict::UsedUp(quarter)))
}

/// Mails the receipt to all accounts of the enterprise that have an address.
async fn tell(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    enterprise: &enterprise::Model,
    receipt: &Receipt,
) -> Result<(), Error> {
    let accounts = account::Entity::find()
        .filter(account::Column::EnterpriseId.eq(enterprise.id))
        .filter(accounts::open_at(ctx.now()))
        .all(tx)
        .await?;
    let quarter = receipt.quarter.to_string();
    let letter = mail::ReceiptIssued {
        enterprise: &enterprise.name,
        quarter: &quarter,
        receipt_no: &receipt.receipt_no,
        version: receipt.number,
        at: receipt.submitted_at,
        signed_by: receipt.signed_by.as_deref().unwrap_or_default(),
        hash: &receipt.hash,
    };
    for person in &accounts {
        messages::tell(tx, ctx, person, &letter).await?;
    }
    Ok(())
}
