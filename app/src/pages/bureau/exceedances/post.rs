//! Asking about an event, and settling it.

use axum::response::Response;
use domain::access::Action;
use domain::exceedance::EventOutcome;
use services::Error;
use services::exceedances::{Settlement, ask, settle};

use super::sent::Sent;
use super::show::page;
use crate::pages::bureau::addresses::exceedance_address;
use crate::web::{At, Form, Member, see_other};

/// `POST /bureau/exceedances/{id}`
pub async fn post(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let own: &[_] = if form.typed.settles() { &["outcome", "ground", "reason"] } else { &["question"] };
    let form = form.only(own);
    let again = match take(&member, id, &form).await {
        Ok(done) => return see_other(&format!("{}?done={done}", exceedance_address(id))),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

/// Does what the button says, and tells what that was.
async fn take(member: &Member, id: i64, form: &Form<Sent>) -> Result<&'static str, Error> {
    let sent = form.ready(member.actor(), Action::SettleExceedance)?;
    let (ctx, actor, shown) = (member.ctx(), member.actor(), (id, &sent.seen));
    if !sent.settles() {
        ask(ctx, actor, shown, sent.question.typed(), form.key()).await?;
        return Ok("ask");
    }
    let (outcome, ground) = (*sent.outcome.get()?, *sent.ground.get()?);
    settle(ctx, actor, shown, Settlement { outcome, ground, reason: sent.reason.typed() }, form.key()).await?;
    Ok(if outcome == EventOutcome::Inspection { "inspect" } else { "settle" })
}
