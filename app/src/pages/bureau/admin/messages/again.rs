//! Having a message posted once more.

use axum::response::Response;
use services::{Error, messages};

use crate::web::{At, Member, see_other};

/// `POST /bureau/messages/{id}/again`
pub async fn again(member: Member, At(id): At<i64>) -> Response {
    match messages::post_again(member.ctx(), member.actor(), id).await {
        Ok(()) => see_other("/bureau/messages?again=1"),
        // Pressed twice: it is on its way already.
        Err(Error::Conflict(_)) => see_other("/bureau/messages?under-way=1"),
        Err(failure) => member.answer(Err(failure)),
    }
}
