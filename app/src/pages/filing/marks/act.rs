//! `POST /filing/marks/{id}`: takes a mark back, or says when it ended.

use axum::response::Response;
use domain::access::Action;
use services::{Error, marks};

use super::one;
use super::sent::Sent;
use crate::web::{At, Form, Member, see_other};

/// Does what the button says.
pub async fn act(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let own: &[_] = if form.typed.act == "end" { &["ended_at"] } else { &[] };
    let form = form.only(own);
    let again = match try_to(&member, id, &form).await {
        Ok(done) => return see_other(&format!("/filing/marks/{id}?done={done}")),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => one::page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

async fn try_to(member: &Member, id: i64, form: &Form<Sent>) -> Result<&'static str, Error> {
    let sent = form.ready(member.actor(), Action::SetMark)?;
    let (ctx, actor, shown) = (member.ctx(), member.actor(), (id, &sent.seen));
    match sent.act.as_str() {
        "end" => {
            marks::end(ctx, actor, shown, *sent.ended_at.get()?, form.key()).await?;
            Ok("end")
        }
        "withdraw" => {
            marks::withdraw(ctx, actor, shown, form.key()).await?;
            Ok("withdraw")
        }
        _ => Err(Error::issue("", domain::input::Issue::NoChoice)),
    }
}
