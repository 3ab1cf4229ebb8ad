//! The server's side of a call: who may, what they sent, and how a failure travels.

use std::ops::Deref;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::prelude::use_context;
use serde::Serialize;
use serde::de::DeserializeOwned;
use services::accounts::Actor;
use services::input::Incoming as _;
use services::{Ctx, Error};

use super::{Asking, Failure, FieldIssue};

/// Seconds after which it makes sense to ask again, where the trouble passes by itself.
const SOON: u64 = 10;

/// Who calls a function, and what its use case needs.
#[derive(Clone)]
pub struct Caller {
    /// Database, clock and channels.
    pub ctx: Ctx,
    /// Who it is. That they may, is asked before the function runs.
    pub actor: Actor,
}

/// Who calls, as the door found out (`web::functions`). Where a function is called without the door there is nobody.
///
/// # Errors
/// Why there is nobody.
pub fn caller() -> Result<Caller, Failure> {
    use_context::<Result<Caller, Failure>>().unwrap_or(Err(Failure::SignedOut))
}

/// Admits who may ask, reads and judges what they sent, runs the function, and answers.
pub async fn answer<Input, Output, F, Fut>(request: Request, run: F) -> Response
where
    Input: Deref<Target: Asking> + DeserializeOwned,
    Output: Serialize,
    F: Fn(Input) -> Fut,
    Fut: Future<Output = Result<Output, Failure>>,
{
    match guarded(request, run).await {
        Ok(output) => as_json(StatusCode::OK, &output),
        Err(failure) => failure.into_response(),
    }
}

async fn guarded<Input, Output, F, Fut>(request: Request, run: F) -> Result<Output, Failure>
where
    Input: Deref<Target: Asking> + DeserializeOwned,
    F: Fn(Input) -> Fut,
    Fut: Future<Output = Result<Output, Failure>>,
{
    // The other kinds another site's page can send without asking.
    if !is_json(request.headers()) {
        return Err(Failure::NotJson);
    }
    caller()?.actor.must(<Input::Target as Asking>::ACTION)?;
    let sent = Bytes::from_request(request, &()).await?;
    let input: Input = serde_json::from_slice(&sent).map_err(|error| {
        tracing::debug!(%error, "what a server function was sent cannot be read");
        Failure::Unreadable
    })?;
    input.issues().into_result(())?;
    run(input).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// Whatever a function answers, a failure too: nobody keeps it.
fn as_json(status: StatusCode, answer: &impl Serialize) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], axum::Json(answer)).into_response()
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let wait = match self {
            Self::TooOften { seconds } => Some(seconds),
            Self::Unavailable => Some(SOON),
            _ => None,
        };
        let mut response = as_json(status, &self);
        if let Some(seconds) = wait {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<BytesRejection> for Failure {
    fn from(rejection: BytesRejection) -> Self {
        Self::of_status(rejection.status().as_u16())
    }
}

/// What only operators can use goes to the log.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            Error::Forbidden => Self::Forbidden,
            Error::Unauthenticated | Error::NeedsSecondFactor | Error::SignInRefused => Self::SignedOut,
            Error::Throttled { seconds } => Self::TooOften { seconds },
            Error::Conflict(_) => Self::Conflict,
            Error::Invalid(issues) => {
                let told = |one: services::input::FieldIssue| FieldIssue { field: one.field.into(), issue: one.issue };
                Self::Invalid(issues.into_iter().map(told).collect())
            }
            Error::Unavailable(_) | Error::Database(_) | Error::Io { .. } | Error::Key(_) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a server function failed");
                if matches!(error, Error::Unavailable(_)) { Self::Unavailable } else { Self::Broken }
            }
        }
    }
}
