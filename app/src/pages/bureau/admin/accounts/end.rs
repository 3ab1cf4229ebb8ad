//! Ending all sessions of an account.

use axum::response::Response;
use services::accounts;

use crate::web::{At, Member, see_other};

/// `POST /bureau/accounts/{id}/end-sessions`
pub async fn end_sessions(member: Member, At(id): At<i64>) -> Response {
    match accounts::end_sessions(member.ctx(), member.actor(), id).await {
        Ok(ended) => see_other(&format!("/bureau/accounts/{id}?ended={ended}")),
        Err(failure) => member.answer(Err(failure)),
    }
}
