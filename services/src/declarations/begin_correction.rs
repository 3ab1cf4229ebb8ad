//! Beginning to correct what was signed.

use domain::{
    access::Action,
    declaration::{
        DeclarationStatus as S,
        deadline::{NotNow, Phase, phase},
    },
    input::{Read, Words},
    quarter::Quarter,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use super::{
    Locked, Refusal, load,
    save::{changed, overtaken},
};
use crate::{
    Ctx, Error,
    accounts::Actor,
    audit::{self, Act, Subject},
};

/// The most characters that a reason may have.
pub const LONGEST_REASON: usize = 500;
/// A reason.
pub type Reason = Words<1, LONGEST_REASON>;

/// Opens the own signed declaration, as it was at `revision`, for changes, with the reason that the next version will
/// state; what counts stays the last signed version until the next is signed. What the bureau returned is open anyway
/// and may be given a reason too. The same reason sent again begins nothing again. Returns the draft's revision.
///
/// # Errors
/// [`Error::Invalid`] for the field `reason`; [`Refusal::Overtaken`] when somebody signed, began to correct or saved in
/// between, so that nobody's reason is replaced unseen; [`Refusal::Locked`] where nothing is signed or all is accepted;
/// [`Refusal::NotNow`] for a closed quarter.
pub async fn begin_correction(
    ctx: &Ctx,
    actor: &Actor,
    quarter: Quarter,
    revision: i64,
    reason: &str,
) -> Result<i64, Refusal> {
    actor.must(Action::EditDeclaration)?;
    let enterprise_id = load::own(actor)?;
    let reason = checked(reason)?;
    let tx = ctx.store.write().await?;
    let row = load::locked(&tx, enterprise_id, quarter).await?.ok_or(Error::NotFound)?;
    load::must_stand(&tx, enterprise_id).await?;
    match row.status {
        S::Draft => return Err(Locked::NotSigned.into()),
        S::Accepted => return Err(Locked::Accepted.into()),
        S::Submitted | S::Corrected if phase(quarter, ctx.now().day()) == Phase::Closed => {
            return Err(NotNow::Closed(quarter).into());
        }
        S::Submitted | S::Corrected | S::Returned => {}
    }
    if row.correction.as_deref() == Some(&*reason) && row.updated_by == Some(actor.account_id) {
        return Ok(row.draft_revision);
    }
    if row.draft_revision != revision {
        return Err(overtaken(&tx, &row).await?.into());
    }
    let (id, draft) = (row.id, row.draft.clone());
    let row = changed(&tx, ctx, actor, row, draft).await?;
    let revision = row.draft_revision;
    let mut row = row.into_active_model();
    row.correction = Set(Some(reason.into_string()));
    row.update(&tx).await?;
    let detail = json!({ "quarter": quarter });
    audit::note(&tx, ctx, Some(actor), Act::BeginCorrection, Subject("declaration", id), detail).await?;
    tx.commit().await?;
    Ok(revision)
}

fn checked(reason: &str) -> Result<Reason, Error> {
    Reason::read(reason).map_err(|issue| Error::issue("reason", issue))
}
