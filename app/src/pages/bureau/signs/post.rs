//! Asking about a sign, and settling it.

use axum::response::Response;
use domain::access::Action;
use domain::sign::SignOutcome;
use services::Error;
use services::signs::{Settlement, ask, settle};

use super::sent::Sent;
use super::show::page;
use crate::pages::bureau::addresses::sign_address;
use crate::web::{At, Form, Member, see_other};

/// `POST /bureau/signs/{id}`
pub async fn post(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let own: &[_] = if form.typed.settles() { &["outcome", "reason"] } else { &["question"] };
    let form = form.only(own);
    let again = match take(&member, id, &form).await {
        Ok(done) => return see_other(&format!("{}?done={done}", sign_address(id))),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

/// Does what the button says, and tells what that was.
async fn take(member: &Member, id: i64, form: &Form<Sent>) -> Result<&'static str, Error> {
    let sent = form.ready(member.actor(), Action::SettleSign)?;
    let (ctx, actor, shown) = (member.ctx(), member.actor(), (id, &sent.seen));
    if !sent.settles() {
        ask(ctx, actor, shown, sent.question.typed(), form.key()).await?;
        return Ok("ask");
    }
    let outcome = *sent.outcome.get()?;
    settle(ctx, actor, shown, Settlement { outcome, reason: sent.reason.typed() }, form.key()).await?;
    Ok(if outcome == SignOutcome::Inspection { "inspect" } else { "settle" })
}
