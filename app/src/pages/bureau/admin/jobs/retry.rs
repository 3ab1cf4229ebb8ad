//! Starting a job again.

use axum::response::Response;
use services::{Error, jobs};

use crate::web::{At, Member, see_other};

/// `POST /bureau/jobs/{id}/retry`
pub async fn retry(member: Member, At(id): At<i64>) -> Response {
    match jobs::retry(member.ctx(), member.actor(), id).await {
        Ok(()) => see_other("/bureau/jobs?retried=1"),
        // A job that is gone is done: while the page was open it went through.
        Err(Error::NotFound) => see_other("/bureau/jobs?gone=1"),
        Err(failure) => member.answer(Err(failure)),
    }
}
