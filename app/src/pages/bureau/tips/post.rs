//! The steps of a tip-off, each taken once for a form.

use axum::response::Response;
use domain::access::Action;
use services::{Error, tips};

use super::address;
use super::sent::{Act, Sent};
use super::show::page;
use crate::web::{At, Form, Member, see_other};

/// `POST /bureau/tips/{tip_no}/accept`
pub async fn accept(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::Accept, form).await
}

/// `POST /bureau/tips/{tip_no}/hand-over`
pub async fn hand_over(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::HandOver, form).await
}

/// `POST /bureau/tips/{tip_no}/decline`
pub async fn decline(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::Decline, form).await
}

/// `POST /bureau/tips/{tip_no}/reply`
pub async fn reply(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::Reply, form).await
}

/// `POST /bureau/tips/{tip_no}/answer`
pub async fn answer(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::Answer, form).await
}

/// Back to the tip-off; or the same page with what was written and what is wrong.
async fn post(member: &Member, tip_no: &str, act: Act, form: Form<Sent>) -> Response {
    let form = form.only(act.fields());
    let again = match take(member, tip_no, act, &form).await {
        Ok(()) => return see_other(&format!("{}?done={}", address(tip_no), act.word())),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(member, tip_no, form).await,
        Err(failure) => Err(failure),
    })
}

async fn take(member: &Member, tip_no: &str, act: Act, form: &Form<Sent>) -> Result<(), Error> {
    let typed = form.ready(member.actor(), Action::HandleTip)?;
    let (ctx, actor, page) = (member.ctx(), member.actor(), Some((form.key(), &typed.seen)));
    let words = typed.of(act);
    match act {
        Act::Accept => tips::accept(ctx, actor, tip_no, page).await,
        Act::HandOver => tips::hand_over(ctx, actor, tip_no, page).await,
        Act::Decline => tips::decline(ctx, actor, tip_no, words, page).await,
        Act::Reply => tips::reply(ctx, actor, tip_no, words, page).await,
        Act::Answer => tips::answer(ctx, actor, tip_no, words, page).await,
    }
}
