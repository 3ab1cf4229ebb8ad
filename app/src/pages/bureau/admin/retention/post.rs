//! Placing and lifting holds.

use axum::response::Response;
use services::{Error, retention};

use super::sent::{Lifting, Sent};
use super::show::page;
use crate::web::{At, Form, Member, see_other};

/// `POST /bureau/retention`
pub async fn place(member: Member, form: Form<Sent>) -> Response {
    match retention::place(member.ctx(), member.actor(), form.key(), &form.typed.holding()).await {
        Ok(()) => see_other("/bureau/retention?done=placed#holds"),
        Err(failure) => {
            let again = match form.refused(failure) {
                Ok(form) => page(&member, &form, None).await,
                Err(failure) => Err(failure),
            };
            member.answer(again)
        }
    }
}

/// `POST /bureau/retention/holds/{id}/lift`
pub async fn lift(member: Member, At(id): At<i64>, form: Form<Lifting>) -> Response {
    match retention::lift(member.ctx(), member.actor(), id, &form.typed.lift_reason).await {
        Ok(()) => see_other("/bureau/retention?done=lifted#holds"),
        Err(Error::Invalid(issues)) => member.answer(page(&member, &Form::default(), Some((id, issues))).await),
        Err(failure) => member.answer(Err(failure)),
    }
}
