//! Beginning a case.

use domain::{
    access::Action,
    case::{CaseContent, CaseStage, CaseStatus},
    credit_code::CreditCode,
};
use entities::{enterprise, finding, violation_case};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::{
    content::{done_before, fill, must_keep},
    number,
};
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    once::replayed,
    store::merger,
};

/// Begins a case against an enterprise, possibly out of a finding about it, and returns its number; once for each form.
///
/// # Errors
/// [`NotFound`](Error::NotFound) when there is no such enterprise, or the finding is not about it;
/// [`Invalid`](Error::Invalid) for a field of [`CaseField`](domain::case::CaseField);
/// [`Conflict`](Error::Conflict) when two officers began a case at the same moment.
pub async fn draft(
    ctx: &Ctx,
    actor: &Actor,
    (credit_code, finding_id): (&CreditCode, Option<i64>),
    content: &CaseContent,
    form: &FormKey,
) -> Result<String> {
    actor.must(Action::WorkCase)?;
    let tx = ctx.store.write().await?;
    let about = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(*credit_code)).one(&tx).await?;
    let named = about.ok_or(Error::NotFound)?;
    // A finding may be about one that was merged since; the case is about the one that stays.
    let of_finding = named.id;
    let about = merger::standing(&tx, named).await?;
    must_keep(ctx, &about, content)?;
    let enterprise_id = about.id;
    if replayed(&tx, ctx, actor, form).await? {
        return begun_before(&tx, actor, enterprise_id, content).await;
    }
    if let Some(id) = finding_id {
        let own =
            finding::Entity::find_by_id(id).filter(finding::Column::EnterpriseId.is_in([of_finding, enterprise_id]));
        own.one(&tx).await?.ok_or(Error::NotFound)?;
    }
    let case_no = number::next(&tx, ctx).await?;
    let mut row = violation_case::ActiveModel {
        case_no: Set(case_no.clone()),
        enterprise_id: Set(enterprise_id),
        status: Set(CaseStatus::Filed),
        stage: Set(CaseStage::Draft),
        finding_id: Set(finding_id),
        drafted_by: Set(Some(actor.account_id)),
        revision: Set(1),
        ..Default::default()
    };
    fill(&mut row, content);
    let row = row.insert(&tx).await.map_err(|error| Error::on_unique(error, Conflict::TakenJustNow))?;
    audit::note(&tx, ctx, Some(actor), Act::DraftCase, Subject("violation_case", row.id), json!({})).await?;
    tx.commit().await?;
    Ok(case_no)
}

/// The number that the form got when it was sent first.
async fn begun_before(
    tx: &impl ConnectionTrait,
    actor: &Actor,
    enterprise_id: i64,
    content: &CaseContent,
) -> Result<String> {
    let newest = violation_case::Entity::find()
        .filter(violation_case::Column::EnterpriseId.eq(enterprise_id))
        .filter(violation_case::Column::DraftedBy.eq(actor.account_id))
        .order_by_desc(violation_case::Column::Id)
        .one(tx)
        .await?;
    let newest = newest.ok_or(Error::NotFound)?;
    done_before(&newest, content)?;
    Ok(newest.case_no)
}
