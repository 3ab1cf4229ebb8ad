//! Asking about a finding, and settling it.

use axum::response::Response;
use domain::access::Action;
use domain::finding::Outcome;
use services::Error;
use services::findings::{ask, close};

use super::sent::Sent;
use super::show::page;
use crate::pages::bureau::addresses::finding_address;
use crate::web::{At, Form, Member, see_other};

/// `POST /bureau/findings/{id}`
pub async fn post(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let own: &[_] = if form.typed.closes() { &["outcome", "reason"] } else { &["question"] };
    let form = form.only(own);
    let again = match settle(&member, id, &form).await {
        Ok(done) => return see_other(&format!("{}?done={done}", finding_address(id))),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

/// Does what the button says, and tells what that was.
async fn settle(member: &Member, id: i64, form: &Form<Sent>) -> Result<&'static str, Error> {
    let sent = form.ready(member.actor(), Action::SettleFinding)?;
    let (ctx, actor, shown) = (member.ctx(), member.actor(), (id, &sent.seen));
    if !sent.closes() {
        ask(ctx, actor, shown, sent.question.typed(), form.key()).await?;
        return Ok("ask");
    }
    let outcome = *sent.outcome.get()?;
    close(ctx, actor, shown, (outcome, sent.reason.typed()), form.key()).await?;
    Ok(if outcome == Outcome::Inspection { "inspect" } else { "close" })
}
