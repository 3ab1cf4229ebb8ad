//! `POST /filing/marks`: sets a mark, or asks for one.

use axum::response::Response;
use domain::access::Action;
use domain::mark::MarkState;
use services::Error;
use services::marks;

use super::form::Sent;
use super::list;
use crate::web::{Form, Member, see_other};

/// Sets it.
pub async fn set(member: Member, form: Form<Sent>) -> Response {
    let again = match try_to(&member, &form).await {
        Ok(done) => return see_other(&format!("/filing/marks?done={done}")),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => list::page(&member, form).await,
        Err(failure) => Err(failure),
    })
}

async fn try_to(member: &Member, form: &Form<Sent>) -> Result<&'static str, Error> {
    let sent = form.ready(member.actor(), Action::SetMark)?;
    let made = marks::set(member.ctx(), member.actor(), &sent.mark()?, form.key()).await?;
    Ok(if made.state == MarkState::Waiting { "asked" } else { "set" })
}
