//! The draft, for the editor: read and saved as JSON.

use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use domain::lang::Lang;
use domain::quarter::Quarter;
use services::Error;
use services::declarations::{self, Refusal};

use crate::islands::editor::wire::{Current, Overtaken, Refused, Save, Saved};
use crate::texts::{error, filing as texts};
use crate::web::{At, Json, Member};

/// `GET /filing/{quarter}/draft`
pub async fn read(member: Member, At(quarter): At<Quarter>) -> Response {
    match declarations::draft(member.ctx(), member.actor(), quarter).await {
        Ok(draft) => json(StatusCode::OK, &Current { revision: draft.revision, content: draft.content }),
        Err(failure) => refuse(member.lang(), failure.into()),
    }
}

/// `PUT /filing/{quarter}/draft`: 200 [`Saved`], 409 [`Overtaken`], 401 without words, 412 `SomebodyElse` (from
/// [`Member`]), else [`Refused`].
pub async fn save(member: Member, At(quarter): At<Quarter>, sent: Result<Json<Save>, JsonRejection>) -> Response {
    if let Err(failure) = member.actor().must(domain::access::Action::EditDeclaration) {
        return refuse(member.lang(), failure.into());
    }
    let Json { sent: Save { revision, content }, issues } = match sent {
        Ok(sent) => sent,
        Err(refused) => {
            tracing::debug!(%refused, "a draft cannot be read");
            let message = texts::save_unreadable(member.lang()).to_owned();
            return json(StatusCode::UNPROCESSABLE_ENTITY, &Refused { message });
        }
    };
    if let Err(too_large) = issues.into_result(()) {
        return refuse(member.lang(), too_large.into());
    }
    match declarations::save(member.ctx(), member.actor(), quarter, revision, &content).await {
        Ok(saved) => json(StatusCode::OK, &Saved { revision: saved.revision, saved_at: saved.at.rfc3339() }),
        Err(refusal) => refuse(member.lang(), refusal),
    }
}

fn refuse(lang: Lang, refusal: Refusal) -> Response {
    let (status, message) = match refusal {
        Refusal::Overtaken(by) => {
            let overtaken = Overtaken { by: by.by.unwrap_or_default(), at: by.at.rfc3339() };
            return json(StatusCode::CONFLICT, &overtaken);
        }
        Refusal::NotNow(_) => (StatusCode::UNPROCESSABLE_ENTITY, texts::save_closed(lang)),
        Refusal::Locked(_) => (StatusCode::UNPROCESSABLE_ENTITY, texts::save_locked(lang)),
        Refusal::Other(Error::Forbidden) => (StatusCode::FORBIDDEN, texts::save_forbidden(lang)),
        Refusal::Other(Error::NotFound) => (StatusCode::NOT_FOUND, texts::save_forbidden(lang)),
        Refusal::Other(Error::Invalid(_)) | Refusal::Problems(_) | Refusal::Unchanged(_) => {
            (StatusCode::UNPROCESSABLE_ENTITY, texts::save_large(lang))
        }
        Refusal::Other(failure) => {
            tracing::error!(%failure, "a draft could not be read or saved");
            (StatusCode::SERVICE_UNAVAILABLE, error::unavailable_cause(lang))
        }
    };
    json(status, &Refused { message: message.to_owned() })
}

fn json<T: serde::Serialize>(status: StatusCode, answer: &T) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], axum::Json(answer)).into_response()
}
