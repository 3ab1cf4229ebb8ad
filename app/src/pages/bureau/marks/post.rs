//! `POST /bureau/marks/{id}`: grants a mark that was asked for late, or refuses it.

use axum::response::Response;
use domain::access::Action;
use domain::input::Issue;
use services::Error;
use services::marks::{grant, refuse};

use super::sent::Sent;
use super::show::page;
use crate::pages::bureau::addresses::mark_address;
use crate::web::{At, Form, Member, see_other};

/// Does what the button says.
pub async fn post(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let again = match judge(&member, id, &form).await {
        Ok(done) => return see_other(&format!("{}?done={done}", mark_address(id))),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

async fn judge(member: &Member, id: i64, form: &Form<Sent>) -> Result<&'static str, Error> {
    let sent = form.ready(member.actor(), Action::JudgeMark)?;
    let (ctx, actor, shown, why) = (member.ctx(), member.actor(), (id, &sent.seen), sent.reason.get()?);
    match sent.act.as_str() {
        "grant" => {
            grant(ctx, actor, shown, why, form.key()).await?;
            Ok("grant")
        }
        "refuse" => {
            refuse(ctx, actor, shown, why, form.key()).await?;
            Ok("refuse")
        }
        _ => Err(Error::issue("", Issue::NoChoice)),
    }
}
