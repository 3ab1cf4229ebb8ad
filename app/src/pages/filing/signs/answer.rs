//! `POST /filing/signs/{id}`: the enterprise says what happened.

use axum::response::{IntoResponse, Response};
use services::signs;

use super::form::Sent;
use super::one;
use crate::web::{At, Form, Member, see_other};

/// Keeps the answer.
pub async fn answer(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let Sent { text, seen } = &form.typed;
    let again = match signs::answer(member.ctx(), member.actor(), (id, seen), text.typed(), form.key()).await {
        Ok(()) => return see_other(&format!("/filing/signs/{id}?sent=1")).into_response(),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => one::page(&member, id, form, false).await,
        Err(failure) => Err(failure),
    })
}
