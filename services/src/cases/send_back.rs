//! Sending a case back to its officer.

use domain::{
    access::{Action, may},
    case::{CaseEvent, CaseStage},
};

use super::{
    content::reason,
    load::{load_for_change, must_stand},
    step::step,
};
use crate::{Ctx, Error, FormKey, Result, accounts::Actor, once::replayed};

/// Sends a case back with a reason: the reviewer one that is to be reviewed, the publisher one that is cleared;
/// once for each form.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for a case that lies with the other of the two; [`Invalid`](Error::Invalid) for the
/// field `reason`; [`Conflict`](Error::Conflict) when it is not ready for that, or no longer at
/// the revision that its page showed.
pub async fn send_back(
    ctx: &Ctx,
    actor: &Actor,
    (case_no, revision): (&str, i64),
    why: &str,
    form: &FormKey,
) -> Result<()> {
    if !may(actor.role, Action::ReviewCase) && !may(actor.role, Action::PublishCase) {
        return Err(Error::Forbidden);
    }
    let why = &*reason("reason", why)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    // First whether it still lies where the page showed it: who is late is told so, and not that they may not.
    must_stand(&row, revision)?;
    match row.stage {
        CaseStage::Review => actor.must(Action::ReviewCase)?,
        CaseStage::Cleared => actor.must(Action::PublishCase)?,
        CaseStage::Draft | CaseStage::Published | CaseStage::Withdrawn => {}
    }
    step(&tx, ctx, actor, row, (CaseEvent::Return, why), |_| {}).await?;
    Ok(tx.commit().await?)
}
