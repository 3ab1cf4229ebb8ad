//! The one shape of every refusal.

use axum::{
    Json,
    http::{
        HeaderValue, StatusCode,
        header::{RETRY_AFTER, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
};
use serde::Serialize;
use services::{
    Error,
    input::{FieldIssue, Issues},
};
use utoipa::ToSchema;

/// After how many seconds it makes sense to ask again, where the trouble passes by itself.
const AGAIN_AFTER: u64 = 10;

/// A refusal: `{"error":{"code","message","fields":[{"path","message"}]}}` under the right status.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiError {
    error: Refusal,
    #[serde(skip)]
    status: Status,
    /// Seconds after which to ask again.
    #[serde(skip)]
    #[schema(ignore)]
    again_after: Option<u64>,
}

/// Keeps the status out of the schema.
type Status = StatusCode;

/// What is wrong.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Refusal {
    /// For programs; the codes are listed in the description of the interface.
    #[schema(example = "invalid_parameter")]
    code: &'static str,
    /// For people, in English.
    #[schema(example = "2 parameters do not make sense")]
    message: String,
    /// Everything in the request that is wrong, at once; empty where it is none of the parameters.
    fields: Vec<Field>,
}

/// A parameter that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Field {
    /// The parameter.
    #[schema(example = "quarter")]
    pub path: String,
    /// What is wrong with it.
    #[schema(example = "`2026-3` is not a quarter; write it like 2026Q3")]
    pub message: String,
}

impl ApiError {
    /// A refusal without fields.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { error: Refusal { code, message: message.into(), fields: Vec::new() }, status, again_after: None }
    }

    /// 404: there is nothing, or nothing that is public.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    /// 405: the address exists and does not take this method.
    pub fn method_not_allowed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
    }

    /// 400: parameters that make no sense, all of them.
    pub fn parameters(fields: Vec<Field>) -> Self {
        let message = match fields.len() {
            1 => "a parameter does not make sense".to_owned(),
            n => format!("{n} parameters do not make sense"),
        };
        Self::new(StatusCode::BAD_REQUEST, "invalid_parameter", message).with(fields)
    }

    /// 503 with `Retry-After`: it passes.
    pub fn unavailable(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code, message)
    }

    /// 500: a defect of the portal. What it was is in the log.
    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "something went wrong here; it has been recorded")
    }

    /// The same refusal with the parameters that are wrong.
    #[must_use]
    pub fn with(mut self, fields: Vec<Field>) -> Self {
        self.error.fields = fields;
        self
    }
}

/// Everything that is wrong, each at its path, in English.
pub fn fields(issues: Issues) -> Vec<Field> {
    let field = |one: FieldIssue| Field { path: one.field.into_owned(), message: one.issue.to_string() };
    issues.into_iter().map(field).collect()
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found("there is no such thing, or it is not public"),
            Error::Forbidden | Error::NeedsSecondFactor => {
                Self::new(StatusCode::FORBIDDEN, "forbidden", "this may not be done without a right to it")
            }
            Error::Invalid(issues) => Self::parameters(fields(issues)),
            Error::Unauthenticated | Error::SignInRefused => {
                Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", error.to_string())
            }
            Error::Throttled { seconds } => {
                let refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, "throttled", error.to_string());
                Self { again_after: Some(seconds), ..refusal }
            }
            Error::Conflict(conflict) => Self::new(StatusCode::CONFLICT, "conflict", conflict.to_string()),
            Error::Unavailable(cause) => {
                tracing::error!(%cause, "the database does not answer");
                Self::unavailable("unavailable", "the database does not answer; try again in a moment")
            }
            Error::Database(_) | Error::Io { .. } | Error::Key(_) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a request failed");
                Self::internal()
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, again_after) = (self.status, self.again_after);
        let mut response = (status, Json(self)).into_response();
        let again_after = again_after.or((status == StatusCode::SERVICE_UNAVAILABLE).then_some(AGAIN_AFTER));
        response.headers_mut().extend(again_after.map(|seconds| (RETRY_AFTER, HeaderValue::from(seconds))));
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"Mingjian\""));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_too_often_is_told_when_to_come_again() {
        let refused = ApiError::from(Error::Throttled { seconds: 90 }).into_response();
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.headers()[RETRY_AFTER], "90");
        assert!(!ApiError::internal().into_response().headers().contains_key(RETRY_AFTER));
    }
}
